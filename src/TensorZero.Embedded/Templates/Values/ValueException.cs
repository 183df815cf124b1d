namespace TensorZero.Embedded.Templates.Values;

/// <summary>An operation on values that cannot be done. The renderer adds where it happened.</summary>
internal sealed class ValueException(string cause) : Exception(cause)
{
    public static ValueException UndefinedValue() => new("undefined value");

    public static ValueException TooManyArguments() => new("too many arguments");

    public static ValueException MissingArgument() => new("missing argument");
}
