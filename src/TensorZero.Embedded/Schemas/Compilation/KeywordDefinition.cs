using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>A keyword of JSON Schema: who understands it and what becomes of it.</summary>
/// <param name="Name">As written in schemas.</param>
/// <param name="Shape">Where its value holds schemas.</param>
/// <param name="Compile">
/// Makes the keyword, or null for nothing to check. Neighbours in <see cref="KeywordDefinitions"/> with the same method are
/// compiled together, by one call. Null when the keyword checks nothing by itself.
/// </param>
internal sealed record KeywordDefinition(string Name, SubschemaShape Shape, Func<KeywordSite, Keyword?>? Compile)
{
    /// <summary>The vocabulary it belongs to; none for the core, which is always there.</summary>
    public Vocabularies Vocabulary { get; init; }

    public SchemaDraft Since { get; init; } = SchemaDraft.Draft4;

    public SchemaDraft Until { get; init; } = SchemaDraft.Draft202012;

    /// <summary>Whether it asks what all other keywords have evaluated.</summary>
    public bool IsLast { get; init; }
}
