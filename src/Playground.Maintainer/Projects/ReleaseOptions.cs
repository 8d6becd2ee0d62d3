using System.CommandLine;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Packages;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Projects;

/// <summary>What is said of the files of a release, as options; what the packages say themselves comes first.</summary>
internal sealed class ReleaseOptions
{
    private readonly Option<string> _kind = new("--kind") { Description = "What the files are, where they do not say." };
    private readonly Option<string> _platform = new("--platform") { Description = "For what they were built." };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Words to find it by." };
    private readonly Option<string> _description = new("--description") { Description = "What it is, in a sentence." };
    private readonly Option<string> _licence = new("--licence") { Description = "The licence, as an SPDX expression." };
    private readonly Option<string> _source = new("--source") { Description = "Where its sources are." };
    private readonly Option<string> _purl = new("--purl") { Description = "Its package URL." };
    private readonly Option<string[]> _url = new("--url") { Description = "Where the file lies already, https; git gets a pointer instead of its content. For one file; several addresses of it may be given." };

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_kind, _platform, _tags, _description, _licence, _source, _purl, _url])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the files: their hashes, and what they say of themselves.</summary>
    /// <exception cref="ToolException">A file is not there, stands twice, or says that it is another project or version.</exception>
    internal async Task<List<NewReleaseFile>> ReadAsync(
        ParseResult result, ProjectName project, ReleaseVersion version, FileInfo[] files, DateTimeOffset now, CancellationToken stop)
    {
        if (files.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw ToolException.Usage($"Two of the files are called '{twice.Key}'; a release has one of each name. Nothing was changed.");
        }

        IReadOnlyList<Uri> urls = UrlsOf(result, files);
        var read = new List<NewReleaseFile>();
        foreach (FileInfo file in files)
        {
            if (!file.Exists)
            {
                throw ToolException.Usage($"There is no file {file.FullName}; nothing was changed.");
            }

            if (!TargetPath.TryParse(file.Name, out _))
            {
                throw ToolException.Usage($"A file of a release cannot be called '{Printable.Of(file.Name)}'; nothing was changed.");
            }

            await using FileStream content = file.OpenRead();
            Package? package = await PackageReader.ReadAsync(file.Name, content, stop);
            if (package is not null)
            {
                PackageMatch.Require(package, file.Name, project, version);
            }

            content.Position = 0;
            read.Add(new NewReleaseFile(
                file.Name,
                await TargetFile.DescribeAsync(content, withSha512: true, stop),
                DataOf(result, file.Name, package, now),
                _ => Task.FromResult<Stream>(file.OpenRead()))
            { Urls = urls });
        }

        return read;
    }

    private List<Uri> UrlsOf(ParseResult result, FileInfo[] files)
    {
        string[] given = result.GetValue(_url) ?? [];
        if (given.Length > 0 && files.Length != 1)
        {
            throw ToolException.Usage($"{_url.Name} is for one file, and there are {files.Length}; nothing was changed. Release the others first: they may be of one event.");
        }

        return
        [
            .. given.Select(text => ArtifactUrls.TryParse(text, out Uri? url)
                ? url!
                : throw ToolException.Usage($"'{Printable.Of(text)}' is not an https address without a name or password in it; nothing was changed.")),
        ];
    }

    private ReleaseData DataOf(ParseResult result, string name, Package? package, DateTimeOffset now) => new()
    {
        Kind = package?.Kind ?? (PackageReader.IsReadme(name) ? "readme" : result.GetValue(_kind)),
        Platform = package?.Platform ?? result.GetValue(_platform),
        Tags = package?.Tags ?? (result.GetValue(_tags) is { Length: > 0 } tags ? tags : null),
        Description = package?.Description ?? result.GetValue(_description),
        Licence = LicenceOf(result.GetValue(_licence), name, package),
        Repository = package?.Repository ?? result.GetValue(_source),
        Purl = package?.Purl ?? result.GetValue(_purl),
        Released = now,
    };

    /// <summary>A wrong licence is worse than none: what was typed must be what the package says.</summary>
    private static string? LicenceOf(string? typed, string name, Package? package) =>
        typed is null || package?.Licence is not { } said || string.Equals(typed, said, StringComparison.OrdinalIgnoreCase)
            ? package?.Licence ?? typed
            : throw new TufException(
                RepositoryProblemCodes.OtherPackage,
                $"'{Printable.Of(name)}' says that its licence is {Printable.Of(said)}, and you typed {Printable.Of(typed)}; nothing was changed. Leave the option away.");
}
