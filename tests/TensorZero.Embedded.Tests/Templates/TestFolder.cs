namespace TensorZero.Embedded.Tests.Templates;

/// <summary>Where the files beside these tests are: the source tree, found from the test assembly upwards.</summary>
internal static class TestFolder
{
    public static string Repository { get; } = FindRepository();

    public static string Templates => Path.Combine(Repository, "tests", "TensorZero.Embedded.Tests", "Templates");

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TensorZero.Embedded.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("TensorZero.Embedded.sln is in no folder above the tests");
    }
}
