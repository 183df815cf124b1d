using System.Text;

namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>A variable or attribute name. One instance per spelling within a template set, so that references can be compared.</summary>
internal sealed class Name(string text)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(text);

    public string Text { get; } = text;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public override string ToString() => Text;
}
