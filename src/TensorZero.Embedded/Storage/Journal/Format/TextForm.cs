namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The number before a text: whether there is one, in which encoding, and how long.</summary>
internal static class TextForm
{
    public const byte Null = 0;

    public static ulong Utf8(int bytes) => ((ulong)bytes << 1) + 1;

    public static ulong Utf16(int bytes) => ((ulong)bytes << 1) + 2;

    public static bool IsUtf16(ulong form) => (form & 1) == 0;

    public static ulong LengthOf(ulong form) => (form - 1) >> 1;
}
