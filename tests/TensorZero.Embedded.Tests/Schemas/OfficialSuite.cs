using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>The official JSON Schema test suite, where it is on this machine.</summary>
internal static class OfficialSuite
{
    private const string RemoteRoot = "http://localhost:1234/";

    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> LazyRemotes = new(ReadRemotes);

    /// <summary>The documents that the suite expects on a web server, by URI.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Remotes => LazyRemotes.Value;

    /// <summary>The files of a folder below "tests", without those in folders of their own; none where the suite is absent.</summary>
    public static string[] Files(string folder) => TestSuites.Find(Path.Combine("json-schema/tests", folder)) is { } path
        ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)]
        : [];

    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    /// <summary>How many cases a file holds.</summary>
    public static int Count(string file) => Read(file).EnumerateArray().Sum(group => group.GetProperty("tests").GetArrayLength());

    /// <summary>The cases of a file whose judgement differs from the suite's, as "group / case: how".</summary>
    public static List<string> Misjudged(string file, SchemaDraft draft, bool assertFormat)
    {
        var options = new SchemaCompileOptions { DefaultDraft = draft, Documents = Remotes, AssertFormat = assertFormat };
        return [.. Read(file).EnumerateArray().SelectMany(group => MisjudgedInGroup(group, options))];
    }

    private static IEnumerable<string> MisjudgedInGroup(JsonElement group, SchemaCompileOptions options)
    {
        try
        {
            var schema = JsonSchema.Compile(group.GetProperty("schema"), options);
            return group.GetProperty("tests").EnumerateArray()
                .Select(test => Judge(schema, test)).OfType<string>().Select(judgement => $"{Name(group)} / {judgement}").ToList();
        }
        catch (SchemaCompileException e)
        {
            return [$"{Name(group)}: {e.Message}"];
        }
    }

    private static string? Judge(JsonSchema schema, JsonElement test)
    {
        var data = test.GetProperty("data");
        var expected = test.GetProperty("valid").GetBoolean();
        var result = schema.Validate(data);
        return schema.IsValid(data) != expected ? $"{Name(test)}: expected {(expected ? "valid" : "invalid")}"
            : result.IsValid != expected ? $"{Name(test)}: Validate and IsValid differ"
            : null;
    }

    private static string Name(JsonElement described) => described.GetProperty("description").GetString()!;

    private static Dictionary<string, JsonElement> ReadRemotes()
    {
        var folder = TestSuites.Require("json-schema/remotes");
        return Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).ToDictionary(
            file => RemoteRoot + Path.GetRelativePath(folder, file).Replace('\\', '/'), Read);
    }
}
