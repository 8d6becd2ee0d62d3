using System.CommandLine;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Repository.Editing;
using Playground.Tuf.Model;

namespace Playground.Maintainer;

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

    internal void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_kind, _platform, _tags, _description, _licence, _source, _purl])
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

        var read = new List<NewReleaseFile>();
        foreach (FileInfo file in files)
        {
            if (!file.Exists)
            {
                throw ToolException.Usage($"There is no file {file.FullName}; nothing was changed.");
            }

            if (!TargetPath.TryParse(file.Name, out _))
            {
                throw ToolException.Usage($"A file of a release cannot be called '{Tuf.Printable.Of(file.Name)}'; nothing was changed.");
            }

            await using FileStream content = file.OpenRead();
            read.Add(new NewReleaseFile(
                file.Name,
                await TargetFile.DescribeAsync(content, withSha512: true, stop),
                DataOf(result, now),
                _ => Task.FromResult<Stream>(file.OpenRead())));
        }

        return read;
    }

    private ReleaseData DataOf(ParseResult result, DateTimeOffset now) => new()
    {
        Kind = result.GetValue(_kind),
        Platform = result.GetValue(_platform),
        Tags = result.GetValue(_tags) is { Length: > 0 } tags ? tags : null,
        Description = result.GetValue(_description),
        Licence = result.GetValue(_licence),
        Repository = result.GetValue(_source),
        Purl = result.GetValue(_purl),
        Released = now,
    };
}
