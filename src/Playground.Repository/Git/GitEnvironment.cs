namespace Playground.Repository.Git;

/// <summary>
/// The environment git runs in: the caller's own, without what would point git at another repository, index or history than the one
/// it was told, and without what changes the meaning of its arguments. Configuration and credentials stay the user's.
/// </summary>
internal static class GitEnvironment
{
    private static readonly string[] Removed =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR",
        "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_CONFIG", "GIT_IMPLICIT_WORK_TREE",
        "GIT_INTERNAL_SUPER_PREFIX", "GIT_QUARANTINE_PATH", "GIT_ATTR_SOURCE", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_REDIRECT_STDIN", "GIT_REDIRECT_STDOUT", "GIT_REDIRECT_STDERR",
    ];

    internal static void Apply(IDictionary<string, string?> environment, GitSettings settings)
    {
        foreach (string name in Removed) environment.Remove(name);

        // Messages are read by code; paths mean themselves.
        environment["LC_ALL"] = "C";
        environment["GIT_LITERAL_PATHSPECS"] = "1";

        // A commit means what its id says: no replacement, no grafted parents. The graft file is one that cannot be.
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_GRAFT_FILE"] = "/dev/null/none";

        // An object that is not here is an answer; nothing is fetched behind the caller's back.
        environment["GIT_NO_LAZY_FETCH"] = "1";
        if (!settings.Interactive) environment["GIT_TERMINAL_PROMPT"] = "0";

        foreach ((string name, string? value) in settings.Environment)
        {
            if (value is null) environment.Remove(name);
            else environment[name] = value;
        }
    }
}
