namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The number before JSON: whether there is any, and how long.</summary>
internal static class JsonForm
{
    public const byte Null = 0;
    public const byte Undefined = 1;

    public static ulong Utf8(int bytes) => (ulong)bytes + 2;

    public static ulong LengthOf(ulong form) => form - 2;
}
