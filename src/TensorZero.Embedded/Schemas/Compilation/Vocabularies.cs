namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>The vocabularies of 2019-09 and 2020-12 that change what a schema accepts.</summary>
[Flags]
internal enum Vocabularies
{
    None = 0,
    Applicator = 1,
    Unevaluated = 2,
    Validation = 4,
    FormatAssertion = 8,

    /// <summary>What a schema gets that names no metaschema of its own.</summary>
    Standard = Applicator | Unevaluated | Validation,
}
