namespace TensorZero.Embedded.Templates.Values;

/// <summary>The kinds of values, in the order in which values of different kinds sort.</summary>
internal enum ValueKind
{
    Undefined,
    None,
    Bool,
    Number,
    String,
    Sequence,
    Map,
    Iterator,
    Plain,
}
