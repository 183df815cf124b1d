using System.Text.Json;

namespace TensorZero.Embedded.Schemas;

/// <summary>How a schema is compiled, and the bounds that its validations keep.</summary>
internal sealed record SchemaCompileOptions
{
    /// <summary>What the schemas of functions and tools get: formats as TensorZero takes them.</summary>
    public static readonly SchemaCompileOptions Default = new() { AssertFormatUpToDraft7 = true };

    /// <summary>The draft of a schema without <c>$schema</c>. TensorZero's choice is 2020-12.</summary>
    public SchemaDraft DefaultDraft { get; init; } = SchemaDraft.Draft202012;

    /// <summary>Whether <c>format</c> rejects values; otherwise it is only an annotation.</summary>
    public bool AssertFormat { get; init; }

    /// <summary>Whether <c>format</c> rejects values in drafts 4 to 7, where it was meant to.</summary>
    public bool AssertFormatUpToDraft7 { get; init; }

    /// <summary>Where the schema came from; what relative references start from. Any absolute URI.</summary>
    public string BaseUri { get; init; } = "json-schema:///";

    /// <summary>The documents that references may reach, by absolute URI. Nothing else is ever read or fetched.</summary>
    public IReadOnlyDictionary<string, JsonElement> Documents { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>How many subschemas may be compiled, those of referenced documents included.</summary>
    public int MaxSubschemas { get; init; } = 100_000;

    /// <summary>How many subschemas may be inside one another while validating, references followed.</summary>
    public int MaxDepth { get; init; } = 1_000;

    /// <summary>How many subschemas one validation may apply before it gives up.</summary>
    public int MaxSteps { get; init; } = 10_000_000;

    /// <summary>How many errors are collected.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>How long one pattern may search one string.</summary>
    public TimeSpan PatternTimeout { get; init; } = TimeSpan.FromMilliseconds(250);
}
