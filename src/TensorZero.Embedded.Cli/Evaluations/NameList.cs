using System.CommandLine;
using System.CommandLine.Parsing;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>Options that take several names, separated by commas.</summary>
internal static class NameList
{
    public static Option<string[]> Create(string name, string description, string helpName = "NAME,…") => new(name)
    {
        Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true, CustomParser = Split,
    };

    public static string[] Split(ArgumentResult argument) =>
        [.. argument.Tokens.SelectMany(static token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
