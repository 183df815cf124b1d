using System.Text;

namespace TensorZero.Embedded.Gateway.Tests.Fuzz;

/// <summary>Good requests, changed as broken clients and ill-meaning ones would. The same seed makes the same request.</summary>
internal sealed class RequestMutation(IReadOnlyList<(string Path, string Body)> seeds)
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "9999999999999999999999", "\"\"", "\"x\"", "[]", "{}", "[[]]", "[null]", "{\"type\": \"text\"}",
        "\"\\ud800\"", "\"\\u0000\"", "\"tensorzero::\"", "\"00000000-0000-0000-0000-000000000000\"", "\"0190163d-8694-739b-aea5-966c26f8ad90\"",
        "[{\"type\": \"text\", \"text\": 1}]", "{\"a\": {\"a\": {\"a\": {}}}}",
    ];

    private static readonly string[] Sprinkles =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\\ud83d", "null", "\r\n", "\0", "\u00e9", "\ud83d\ude00", "//", "/*", "'", "1e9",
        "\"type\": \"file\",", "\"stream\": true,", "\"role\": \"system\",", "\"tensorzero::dryrun\": true,",
    ];

    public (string Path, byte[] Body) Make(int seed)
    {
        var random = new Random(seed);
        var (path, body) = seeds[random.Next(seeds.Count)];
        for (var round = random.Next(1, 3); round > 0; round--)
        {
            body = Mutate(body, random);
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        if (bytes.Length > 0 && random.Next(8) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return (path, bytes);
    }

    private string Mutate(string body, Random random)
    {
        var at = random.Next(body.Length + 1);
        return random.Next(7) switch
        {
            0 => body.Insert(at, Sprinkles[random.Next(Sprinkles.Length)]),
            1 => body.Remove(at, random.Next(Math.Min(20, body.Length - at + 1))),
            2 => body[..at] + seeds[random.Next(seeds.Count)].Body[^Math.Min(30, at)..],
            3 => Nest(body, random.Next(1, 400)),
            _ => ReplaceValue(body, random),
        };
    }

    /// <summary>Puts another value after one of the colons: the JSON stays well-formed more often than not.</summary>
    private static string ReplaceValue(string body, Random random)
    {
        var colons = new List<int>();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == ':' && i > 0 && body[i - 1] == '"')
            {
                colons.Add(i);
            }
        }

        if (colons.Count == 0)
        {
            return body;
        }

        var start = colons[random.Next(colons.Count)] + 1;
        return string.Concat(body.AsSpan(0, start), Values[random.Next(Values.Length)], body.AsSpan(EndOfValue(body, start)));
    }

    private static int EndOfValue(string body, int start)
    {
        var depth = 0;
        var quoted = false;
        for (var i = start; i < body.Length; i++)
        {
            switch (body[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '{' or '[' when !quoted:
                    depth++;
                    break;
                case '}' or ']' when !quoted && depth == 0:
                case ',' when !quoted && depth == 0:
                    return i;
                case '}' or ']' when !quoted:
                    depth--;
                    break;
            }
        }

        return body.Length;
    }

    private static string Nest(string body, int depth)
    {
        var at = body.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? body : $"{body[..(at + 1)]}{new string('[', depth)}{body[(at + 1)..]}{new string(']', depth)}";
    }
}
