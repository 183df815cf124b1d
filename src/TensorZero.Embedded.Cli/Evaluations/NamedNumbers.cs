using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>Options such as <c>--cutoffs exact=0.9,judge=0.8</c>: a number for each evaluator.</summary>
internal static class NamedNumbers
{
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="least">The least number that may be given; null for any.</param>
    public static Option<IReadOnlyDictionary<string, double>> Create(string name, string description, double? least = null) => new(name)
    {
        Description = description,
        HelpName = "EVALUATOR=NUMBER,…",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = argument => Parse(argument, name, least),
        DefaultValueFactory = _ => new Dictionary<string, double>(),
    };

    private static Dictionary<string, double> Parse(ArgumentResult argument, string option, double? least)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var pair in NameList.Split(argument))
        {
            var (name, text) = pair.Split('=', 2) is [var before, var after] ? (before.Trim(), after.Trim()) : ("", "");
            if (name.Length == 0
                || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                || !double.IsFinite(number))
            {
                argument.AddError($"{option}: `{pair}` is not EVALUATOR=NUMBER, such as exact=0.9.");
            }
            else if (number < least)
            {
                argument.AddError(string.Create(CultureInfo.InvariantCulture, $"{option}: `{pair}` must be at least {least}."));
            }
            else if (!numbers.TryAdd(name, number))
            {
                argument.AddError($"{option}: `{name}` is given twice.");
            }
        }

        return numbers;
    }
}
