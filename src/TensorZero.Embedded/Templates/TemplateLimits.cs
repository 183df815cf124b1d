namespace TensorZero.Embedded.Templates;

/// <summary>What one rendering may use before it is stopped with an error: no template can hang or exhaust the process.</summary>
internal sealed record TemplateLimits
{
    public static readonly TemplateLimits Default = new();

    /// <summary>Nested scopes: a block or loop costs 1, a macro call 4, an include 10.</summary>
    public int Depth { get; init; } = 500;

    /// <summary>Loop iterations plus items of sequences that were built, searched, sorted or compared.</summary>
    public int Steps { get; init; } = 2_000_000;

    /// <summary>UTF-16 characters of the output, captured and concatenated text included.</summary>
    public int Characters { get; init; } = 16 * 1024 * 1024;

    /// <summary>Items of one <c>range()</c>.</summary>
    public int RangeItems { get; init; } = 100_000;
}
