namespace TensorZero.Embedded.Templates.Syntax;

internal enum ArgumentKind
{
    Positional,
    Keyword,

    /// <summary><c>*items</c></summary>
    Splat,

    /// <summary><c>**map</c></summary>
    KeywordSplat,
}
