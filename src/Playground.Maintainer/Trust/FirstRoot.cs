using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Git;

namespace Playground.Maintainer.Trust;

/// <summary>The root that a clone trusts to begin with: one of the repository's history, by its SHA-256, or on first use if a person agrees.</summary>
internal static class FirstRoot
{
    internal static async Task<byte[]> ChooseAsync(MaintainerDesk desk, RepositoryView view, CancellationToken stop)
    {
        List<(long Version, byte[] File)> roots = await ReadAsync(desk.Git, view, stop);
        if (roots.Count == 0)
        {
            throw TrustedMain.NotOurs($"Main has a root and no {Layout.RootHistory}.");
        }

        if (desk.Given.GetValue(Flags.TrustRoot) is { } wanted)
        {
            (long version, byte[]? given) = roots.Find(root => string.Equals(TrustedMain.Fingerprint(root.File), wanted, StringComparison.OrdinalIgnoreCase));
            if (given is not null)
            {
                Tool.Say($"Root version {version} is the one you gave.");
            }

            return given ?? throw TrustedMain.NotOurs($"No root of this repository has the SHA-256 that you gave; its first one has {TrustedMain.Fingerprint(roots[0].File)}.");
        }

        (long first, byte[] file) = roots[0];
        string question = $"This clone trusts no root yet. Trust root version {first}, with the SHA-256 {TrustedMain.Fingerprint(file)}?";
        if (!desk.Yes && !desk.Console.IsInteractive)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"{question} Compare it with somebody you trust, then say: {Flags.TrustRoot.Name} {TrustedMain.Fingerprint(file)}. Nothing was changed.",
                MaintainerProblemCodes.RootNotTrustedYet);
        }

        Tool.Say("Compare the root's SHA-256 with somebody you trust: whoever controls the forge now controls what you see.");
        desk.RequireConsent(question);
        Tool.Say($"Trusting on first use: root version {first}, SHA-256 {TrustedMain.Fingerprint(file)}.");
        return file;
    }

    private static async Task<List<(long Version, byte[] File)>> ReadAsync(GitRepository git, RepositoryView view, CancellationToken stop)
    {
        var roots = new List<(long Version, byte[] File)>();
        long newest = view.Root?.Version ?? 0;
        HashSet<GitPath> files = [.. view.MetadataFiles.Where(file => file.Path.IsIn(Layout.RootHistory) && file.Mode.IsFile()).Select(file => file.Path)];
        for (long version = Math.Max(1, newest - files.Count + 1); version <= newest; version++)
        {
            if (files.Contains(Layout.FileOfRoot(version))
                && await git.ReadFileAsync(view.Commit, Layout.FileOfRoot(version), RepositoryView.MaxMetadataLength, stop) is { } file)
            {
                roots.Add((version, file));
            }
        }

        return roots;
    }
}
