using System.CommandLine;
using System.Text.Json;

namespace TensorZero.Embedded.Cli.Output;

/// <summary>A short list, for people or for programs.</summary>
internal static class Answer
{
    public static void Write<T>(
        ParseResult parsed, bool asJson, string[] heading, IReadOnlyList<T> rows, Func<T, string[]> rowOf, Action<Utf8JsonWriter, T> write)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (!asJson)
        {
            Listing.Write(output, Terminal.IsOutput(parsed), heading, rows.Select(rowOf));
            return;
        }

        var lines = new JsonLinesOutput(output);
        foreach (var row in rows)
        {
            lines.Write(row, write);
        }
    }
}
