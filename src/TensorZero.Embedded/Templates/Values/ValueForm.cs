namespace TensorZero.Embedded.Templates.Values;

/// <summary>How a <see cref="Value"/> is stored.</summary>
internal enum ValueForm : byte
{
    Undefined,
    SilentUndefined,
    None,
    Bool,
    Integer,

    /// <summary>An integer that needs up to 128 bits.</summary>
    Wide,

    /// <summary>A literal above the signed 128-bit range.</summary>
    Unsigned,
    Float,
    Text,
    SafeText,

    /// <summary>A string of the arguments that nobody has read yet.</summary>
    JsonText,

    /// <summary>An object of the arguments. It is a <see cref="JsonMap"/> for whoever needs more than its members.</summary>
    JsonObject,
    Object,
}
