using System.Globalization;
using System.Text;

namespace TensorZero.Embedded;

/// <summary>One thing that is wrong with a configuration. Immutable. Holds names and file contents at most in short, never a credential.</summary>
public sealed record ConfigurationProblem
{
    /// <summary>Whether the problem keeps the configuration from loading.</summary>
    public required ConfigurationProblemSeverity Severity { get; init; }

    /// <summary>The file, as it was named when it was loaded; null for configuration written in C#.</summary>
    public string? File { get; init; }

    /// <summary>The line, starting at 1; null when <see cref="File"/> is null or the problem concerns the file as a whole.</summary>
    public int? Line { get; init; }

    /// <summary>The column in characters, starting at 1; null when <see cref="Line"/> is.</summary>
    public int? Column { get; init; }

    /// <summary>The dotted path of the key (<c>functions.extract.variants.b.model</c>); empty when it concerns no key.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>What was probably meant, or what to do; null when there is nothing to suggest.</summary>
    public string? Hint { get; init; }

    /// <summary>The problem on one line: <c>file:line:column path: message (hint)</c>; a warning says so before its path.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (File is not null)
        {
            text.Append(File);
            if (Line is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $":{Line}:{Column}");
            }

            text.Append(Path.Length > 0 || Severity == ConfigurationProblemSeverity.Warning ? " " : ": ");
        }

        if (Severity == ConfigurationProblemSeverity.Warning)
        {
            text.Append("warning: ");
        }

        if (Path.Length > 0)
        {
            text.Append(Path).Append(": ");
        }

        text.Append(Message);
        return Hint is null ? text.ToString() : text.Append(" (").Append(Hint).Append(')').ToString();
    }
}
