namespace TensorZero.Embedded.Schemas.Values;

/// <summary>JSON Schema's names for kinds of values. Every integer is a number too.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}
