using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas;

/// <summary>
/// A compiled JSON Schema. Compile once, validate from any thread. Drafts 2020-12 and 7 in full, 4, 6 and 2019-09 by the same
/// keywords; see docs/schemas.md.
/// </summary>
internal sealed class JsonSchema
{
    // Schemas may be nested deeper than the 64 levels that readers take by default; serde_json takes as many.
    private const int DeepestJson = 128;

    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = DeepestJson };

    private readonly SchemaCompileOptions _options;
    private readonly Subschema _root;
    private Evaluation? _spare;

    private JsonSchema(JsonElement root, SchemaCompileOptions options)
    {
        Root = root.Clone();
        _options = options;
        _root = SchemaCompiler.Compile(Root, options);
    }

    /// <summary>The schema as written.</summary>
    public JsonElement Root { get; }

    /// <exception cref="SchemaCompileException">It is no valid schema; every problem is listed with its place.</exception>
    public static JsonSchema Compile(JsonElement schema, SchemaCompileOptions? options = null) =>
        new(schema, options ?? SchemaCompileOptions.Default);

    /// <exception cref="SchemaCompileException">It is no JSON, or no valid schema.</exception>
    public static JsonSchema Parse(ReadOnlyMemory<byte> utf8, SchemaCompileOptions? options = null)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, ReadOptions);
            return Compile(document.RootElement, options);
        }
        catch (JsonException e)
        {
            throw new SchemaCompileException([NotJson(e)], e);
        }
    }

    /// <exception cref="SchemaCompileException">It is no JSON, or no valid schema.</exception>
    public static JsonSchema Parse(string text, SchemaCompileOptions? options = null) => Parse(Encoding.UTF8.GetBytes(text), options);

    /// <summary>Stops at the first failure, collects nothing and, for most schemas, allocates nothing.</summary>
    public bool IsValid(JsonElement instance)
    {
        var evaluation = Interlocked.Exchange(ref _spare, null) ?? new Evaluation(_options);
        var valid = evaluation.Run(_root, instance);
        _spare = evaluation;
        return valid;
    }

    /// <summary>Collects every failure, after a first fast walk has found that there is one.</summary>
    public SchemaResult Validate(JsonElement instance) =>
        IsValid(instance) ? SchemaResult.Valid : new SchemaResult(new Evaluation(_options).Collect(_root, instance));

    /// <summary>Reads an instance and validates it. Text that is not JSON is an error in the result, with its place.</summary>
    public SchemaResult ValidateUtf8(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, ReadOptions);
            return Validate(document.RootElement);
        }
        catch (JsonException e)
        {
            return new SchemaResult([new SchemaError("", "", "", NotJson(e).Message)]);
        }
    }

    // The reader's own message may quote the text.
    private static SchemaProblem NotJson(JsonException e) =>
        new("", $"is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
}
