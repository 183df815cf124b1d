using System.CommandLine;

namespace TensorZero.Embedded.Cli.Output;

/// <summary><c>--format</c>: for people, or for programs.</summary>
internal static class FormatOption
{
    public static Option<string> Create(string description)
    {
        var format = new Option<string>("--format") { Description = description, DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json");
        return format;
    }
}
