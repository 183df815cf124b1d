using Spectre.Console;

namespace TensorZero.Embedded.Cli.Output;

/// <summary>Rows for people: a table on a terminal, else plain text in columns.</summary>
internal static class Listing
{
    public static void Write(TextWriter output, bool isTerminal, string[] heading, IEnumerable<string[]> rows)
    {
        List<string[]> lines = [.. rows.Select(row => Array.ConvertAll(row, OneLine))];
        if (isTerminal)
        {
            WriteTable(output, heading, lines);
        }
        else
        {
            WriteColumns(output, [heading, .. lines]);
        }
    }

    private static void WriteTable(TextWriter output, string[] heading, List<string[]> lines)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns([.. heading.Select(name => new TableColumn(new Text(name)))]);
        lines.ForEach(line => table.AddRow(line.Select(cell => new Text(cell))));
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    private static void WriteColumns(TextWriter output, List<string[]> lines)
    {
        int[] widths = [.. lines[0].Index().Select(column => lines.Max(line => line[column.Index].Length))];
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", line.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
        }
    }

    /// <summary>Text that somebody wrote must not move the cursor or begin a line that looks like another row.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
