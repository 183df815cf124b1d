namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>Which keywords a schema resource understands.</summary>
internal sealed record Dialect(SchemaDraft Draft, Vocabularies Vocabularies = Vocabularies.Standard)
{
    /// <summary>The keyword that identifies a resource.</summary>
    public string IdKeyword => Draft == SchemaDraft.Draft4 ? "id" : "$id";

    /// <summary>Up to draft 7 an object with <c>$ref</c> is that reference and nothing else.</summary>
    public bool RefHidesSiblings => Draft <= SchemaDraft.Draft7;

    public bool Understands(KeywordDefinition keyword) =>
        Draft >= keyword.Since && Draft <= keyword.Until && (Vocabularies & keyword.Vocabulary) == keyword.Vocabulary;
}
