using System.Globalization;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>Reads a cassette's text, from top to bottom.</summary>
internal sealed class CassetteReader
{
    private readonly string[] _lines;
    private int _next;

    private CassetteReader(string text) => _lines = CassetteFormat.WithLineFeeds(text).Split('\n');

    /// <exception cref="FormatException">It is no cassette; the message says which line is to blame.</exception>
    public static IReadOnlyList<CassetteExchange> Read(string text) => new CassetteReader(text).ReadAll();

    private List<CassetteExchange> ReadAll()
    {
        if (_lines[0] != CassetteFormat.Title)
        {
            throw Wrong(0, $"should be \"{CassetteFormat.Title}\"");
        }

        _next = 1;
        TakeUntil(CassetteFormat.Request);
        var exchanges = new List<CassetteExchange>();
        while (_lines[_next] != CassetteFormat.End)
        {
            exchanges.Add(ReadExchange());
        }

        return exchanges;
    }

    private CassetteExchange ReadExchange()
    {
        var start = _next;
        var line = _lines[_next++][CassetteFormat.Request.Length..];
        var asked = ToBody(TakeUntil(CassetteFormat.Reply));
        if (!int.TryParse(_lines[_next][CassetteFormat.Reply.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw Wrong(_next, "has no HTTP status");
        }

        _next++;
        var headers = ReadHeaders();

        if (TakeUntil(CassetteFormat.Request) is not [.. var body, ""])
        {
            throw Wrong(_next, "should be an empty line");
        }

        var answered = ToBody(body);
        var request = new CassetteRequest(line, CassetteBody.ToText(asked));
        return new CassetteExchange(request, new CassetteReply(status, headers, answered), start + 1);
    }

    private List<KeyValuePair<string, string>> ReadHeaders()
    {
        var headers = new List<KeyValuePair<string, string>>();
        for (; ; _next++)
        {
            if (_next == _lines.Length)
            {
                throw Wrong(_next, "is missing: the file breaks off");
            }

            if (_lines[_next].Length == 0)
            {
                break;
            }

            if (_lines[_next].Split(": ", 2) is not [var name, var value])
            {
                throw Wrong(_next, "is no header");
            }

            headers.Add(new(name, value));
        }

        _next++;
        return headers;
    }

    /// <summary>The lines up to the next that begins with a word, which there must be.</summary>
    private ReadOnlySpan<string> TakeUntil(string word)
    {
        var start = _next;
        _next = Array.FindIndex(_lines, start, line => line.StartsWith(word, StringComparison.Ordinal));
        return _next < 0 ? throw Wrong(start, $"is followed by no line that begins with \"{word}\": the file breaks off") : _lines.AsSpan(start.._next);
    }

    private static string ToBody(ReadOnlySpan<string> lines) => string.Join('\n', lines.ToArray().Select(CassetteFormat.FromFile));

    private static FormatException Wrong(int index, string what) => new($"line {index + 1} {what}");
}
