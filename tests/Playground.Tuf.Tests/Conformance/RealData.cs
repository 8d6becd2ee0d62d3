using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Real repositories, kept beside this one and no part of it.</summary>
internal static class RealData
{
    /// <summary>The folder of a real repository; skips the test where it is absent.</summary>
    public static string Folder(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Playground.sln")))
            {
                string data = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", name));
                Assert.SkipUnless(Directory.Exists(data), $"The real data '{name}' is not there: {data}");
                return data;
            }
        }

        Assert.Skip("The tests run outside of the repository, and real data is found beside that.");
        return "";
    }
}
