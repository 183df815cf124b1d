namespace TensorZero.Embedded;

/// <summary>The kinds of <see cref="ToolChoice"/>.</summary>
public enum ToolChoiceKind
{
    /// <summary>No tool may be called.</summary>
    None,

    /// <summary>The model decides.</summary>
    Auto,

    /// <summary>Some tool must be called.</summary>
    Required,

    /// <summary>One named tool must be called.</summary>
    Specific,
}
