namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>Where the value of a keyword holds schemas: what is searched for identifiers and compiled even when unused.</summary>
internal enum SubschemaShape
{
    /// <summary>None: a plain value, or an annotation.</summary>
    None,

    /// <summary>The value is a schema.</summary>
    Schema,

    /// <summary>The value is an array of schemas.</summary>
    Array,

    /// <summary>The value is a schema or an array of them.</summary>
    SchemaOrArray,

    /// <summary>The members of the value are schemas.</summary>
    Map,

    /// <summary>The members of the value are schemas or, as in <c>dependencies</c>, arrays of names.</summary>
    DependencyMap,
}
