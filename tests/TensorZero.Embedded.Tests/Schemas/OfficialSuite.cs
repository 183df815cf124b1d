using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>The official JSON Schema test suite, where it is on this machine.</summary>
internal static class OfficialSuite
{
    private const string RemoteRoot = "http://localhost:1234/";

    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> LazyRemotes = new(ReadRemotes);

    private static readonly string? Folder = TestSuites.Find("json-schema");

    /// <summary>The documents that the suite expects on a web server, by URI.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Remotes => LazyRemotes.Value;

    /// <summary>The files of a folder below "tests", without those in folders of their own.</summary>
    public static string[] Files(string folder) =>
        Folder is null ? [] : [.. Directory.GetFiles(Path.Combine(Folder, "tests", folder), "*.json").Order(StringComparer.Ordinal)];

    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    /// <summary>How many tests a file holds and which of them are judged wrong, as "group / test: why".</summary>
    public static (int Count, List<string> Wrong) Run(string file, SchemaDraft draft, bool assertFormat)
    {
        var options = new SchemaCompileOptions { DefaultDraft = draft, Documents = Remotes, AssertFormat = assertFormat };
        var count = 0;
        var wrong = new List<string>();
        foreach (var group in Read(file).EnumerateArray())
        {
            var tests = group.GetProperty("tests").EnumerateArray().ToArray();
            count += tests.Length;
            try
            {
                var schema = JsonSchema.Compile(group.GetProperty("schema"), options);
                wrong.AddRange(tests.Select(test => Judge(schema, test)).OfType<string>().Select(what => $"{Name(group)} / {what}"));
            }
            catch (SchemaCompileException e)
            {
                wrong.Add($"{Name(group)}: {e.Message}");
            }
        }

        return (count, wrong);
    }

    private static string? Judge(JsonSchema schema, JsonElement test)
    {
        var data = test.GetProperty("data");
        var expected = test.GetProperty("valid").GetBoolean();
        var result = schema.Validate(data);
        return schema.IsValid(data) != expected ? $"{Name(test)}: expected {expected}"
            : result.IsValid != expected ? $"{Name(test)}: Validate and IsValid differ"
            : null;
    }

    private static string Name(JsonElement described) => described.GetProperty("description").GetString()!;

    private static Dictionary<string, JsonElement> ReadRemotes()
    {
        var remotes = new Dictionary<string, JsonElement>();
        var folder = Path.Combine(Folder!, "remotes");
        foreach (var file in Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories))
        {
            remotes[RemoteRoot + Path.GetRelativePath(folder, file).Replace('\\', '/')] = Read(file);
        }

        return remotes;
    }
}
