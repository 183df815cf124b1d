using System.Buffers.Text;
using System.Text;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>Which kind of sound bytes are: what they begin with says it, whatever the caller calls them.</summary>
internal static class AudioType
{
    /// <summary>Enough for every signature, and whole groups of base64.</summary>
    private const int HeadCharacters = 16;

    /// <summary>The sound as a file.</summary>
    /// <exception cref="ContentJsonException">The data is no base64, or no sound of a known kind.</exception>
    public static FileBlock Read(string data)
    {
        Span<byte> head = stackalloc byte[HeadCharacters];
        if (!Base64.IsValid(data) || !Convert.TryFromBase64Chars(data.AsSpan(0, Math.Min(data.Length, HeadCharacters)), head, out var length))
        {
            throw new ContentJsonException("`data` in input_audio is no base64.");
        }

        return Of(head[..length]) is { } type
            ? FileBlock.FromBase64(data, type)
            : throw new ContentJsonException("`data` in input_audio is no sound of a known kind, such as wav or mp3.");
    }

    private static string? Of(ReadOnlySpan<byte> head) =>
        Has(head, 0, "RIFF") && Has(head, 8, "WAVE") ? "audio/wav"
        : Has(head, 0, "ID3") || head is [0xFF, 0xFB or 0xF3 or 0xF2 or 0xFA, ..] ? "audio/mpeg"
        : Has(head, 0, "fLaC") ? "audio/flac"
        : Has(head, 0, "OggS") ? "audio/ogg"
        : Has(head, 4, "ftypM4A") || Has(head, 0, "M4A ") ? "audio/m4a"
        : head is [0xFF, 0xF1 or 0xF9, ..] ? "audio/aac"
        : Has(head, 0, "FORM") && Has(head, 8, "AIF") ? "audio/aiff"
        : Has(head, 0, "#!AMR") ? "audio/amr"
        : head is [0x1A, 0x45, 0xDF, 0xA3, ..] ? "audio/webm"
        : Has(head, 0, "MThd") ? "audio/midi"
        : null;

    private static bool Has(ReadOnlySpan<byte> head, int at, string signature) =>
        head.Length >= at + signature.Length && Ascii.Equals(head.Slice(at, signature.Length), signature);
}
