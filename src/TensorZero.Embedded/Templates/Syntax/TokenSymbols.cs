namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>The operators and brackets, longest first where one begins another.</summary>
internal static class TokenSymbols
{
    private static readonly (string Symbol, TokenKind Kind)[] All =
    [
        ("//", TokenKind.DoubleSlash),
        ("**", TokenKind.DoubleStar),
        ("==", TokenKind.Equal),
        ("!=", TokenKind.NotEqual),
        (">=", TokenKind.GreaterOrEqual),
        ("<=", TokenKind.LessOrEqual),
        ("+", TokenKind.Plus),
        ("-", TokenKind.Minus),
        ("*", TokenKind.Star),
        ("/", TokenKind.Slash),
        ("%", TokenKind.Percent),
        (".", TokenKind.Dot),
        (",", TokenKind.Comma),
        (":", TokenKind.Colon),
        ("~", TokenKind.Tilde),
        ("|", TokenKind.Pipe),
        ("=", TokenKind.Assign),
        (">", TokenKind.Greater),
        ("<", TokenKind.Less),
        ("(", TokenKind.ParenthesisOpen),
        (")", TokenKind.ParenthesisClose),
        ("[", TokenKind.BracketOpen),
        ("]", TokenKind.BracketClose),
        ("{", TokenKind.BraceOpen),
        ("}", TokenKind.BraceClose),
    ];

    public static string Of(TokenKind kind) => Array.Find(All, entry => entry.Kind == kind).Symbol;

    public static bool TryMatch(ReadOnlySpan<char> text, out string symbol, out TokenKind kind)
    {
        foreach (var entry in All)
        {
            if (text.StartsWith(entry.Symbol, StringComparison.Ordinal))
            {
                (symbol, kind) = entry;
                return true;
            }
        }

        (symbol, kind) = (string.Empty, TokenKind.End);
        return false;
    }
}
