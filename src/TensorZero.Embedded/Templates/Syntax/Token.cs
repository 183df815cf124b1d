using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>One token. <paramref name="Text"/> is the literal text, the identifier, or the string without quotes and escapes.</summary>
internal readonly record struct Token(TokenKind Kind, int Offset, int End, string Text = "", Value Number = default)
{
    public bool Is(string identifier) => Kind == TokenKind.Identifier && Text == identifier;

    /// <summary>What error messages call the token.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "end of input",
        TokenKind.Text => "template text",
        TokenKind.PrintStart => "start of variable block",
        TokenKind.PrintEnd => "end of variable block",
        TokenKind.TagStart => "start of block",
        TokenKind.TagEnd => "end of block",
        TokenKind.Identifier => $"identifier '{Text}'",
        TokenKind.String => "string",
        TokenKind.Integer => "integer",
        TokenKind.Float => "float",
        _ => $"`{TokenSymbols.Of(Kind)}`",
    };
}
