using System.Text.RegularExpressions;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

/// <summary>Binds an evaluator by its <c>type</c>.</summary>
internal static class EvaluatorTypes
{
    private static readonly string[] All = ["exact_match", "llm_judge", "tool_use", "regex", "typescript"];

    /// <summary>Null after reporting an unknown type.</summary>
    public static EvaluatorConfig? Bind(string name, TableReader table)
    {
        switch (table.RequiredType("evaluator", All))
        {
            case "exact_match":
                return new ExactMatchEvaluatorConfig { Origin = table.Origin, Name = name, Cutoff = BindCutoff(table) };
            case "llm_judge":
                return LlmJudgeEvaluatorConfig.Bind(name, table);
            case "tool_use":
                return ToolUseEvaluatorConfig.Bind(name, table);
            case "regex":
                return BindRegex(name, table);
            case "typescript":
                return TypeScriptEvaluatorConfig.Bind(name, table);
            default:
                return null;
        }
    }

    public static double? BindCutoff(TableReader table)
    {
        table.Deprecated("cutoff", "give the cutoff when the evaluation is run");
        return table.Number("cutoff");
    }

    private static RegexEvaluatorConfig BindRegex(string name, TableReader table)
    {
        if (!table.Has("must_match") && !table.Has("must_not_match"))
        {
            table.ErrorHere("give `must_match`, `must_not_match` or both");
        }

        return new RegexEvaluatorConfig
        {
            Origin = table.Origin,
            Name = name,
            MustMatch = BindPattern(table, "must_match"),
            MustNotMatch = BindPattern(table, "must_not_match"),
        };
    }

    private static string? BindPattern(TableReader table, string key)
    {
        if (table.Text(key) is { } pattern)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                return pattern;
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                table.Error(key, $"not a regular expression: {exception.Message}");
            }
        }

        return null;
    }
}
