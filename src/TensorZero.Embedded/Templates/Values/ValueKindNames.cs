namespace TensorZero.Embedded.Templates.Values;

internal static class ValueKindNames
{
    /// <summary>The word for a kind in error messages.</summary>
    public static string Describe(this ValueKind kind) => kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.None => "none",
        ValueKind.Bool => "bool",
        ValueKind.Number => "number",
        ValueKind.String => "string",
        ValueKind.Sequence => "sequence",
        ValueKind.Map => "map",
        ValueKind.Iterator => "iterator",
        _ => "plain object",
    };
}
