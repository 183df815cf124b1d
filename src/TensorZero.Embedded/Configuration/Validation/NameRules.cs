using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Configuration.Sections.Models;
using TensorZero.Embedded.Configuration.Sections.Providers;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>Reserved names, and names that would be ambiguous.</summary>
internal static class NameRules
{
    private static readonly string[] ReservedMetrics = ["comment", "demonstration"];

    public static void Check(RootConfig root, ProblemList problems)
    {
        CheckNotReserved(root.Functions.Values, problems);
        CheckNotReserved(root.Functions.Values.SelectMany(function => function.Variants.Values), problems);
        CheckNotReserved(root.Tools.Values, problems);
        CheckNotReserved(root.Metrics.Values, problems);
        CheckNotReserved(root.Models.Values.SelectMany(model => model.Providers.Values), problems);
        CheckModels(root.Models.Values, problems);
        CheckModels(root.EmbeddingModels.Values, problems);
        CheckMetrics(root, problems);
        CheckEvaluators(root, problems);
    }

    /// <summary>The name of a section is the last part of its path; the entry's key is the place to point at.</summary>
    private static void CheckNotReserved(IEnumerable<ConfigSection> sections, ProblemList problems)
    {
        foreach (var section in sections)
        {
            if (ReservedNames.Includes(NameOf(section)))
            {
                problems.ErrorInSection(section.Origin, $"names that begin with `{ReservedNames.Prefix}` are reserved");
            }
        }
    }

    private static void CheckModels(IEnumerable<ConfigSection> models, ProblemList problems)
    {
        foreach (var model in models)
        {
            if (ShorthandName.Split(NameOf(model)) is { } name && (name.ProviderType == "tensorzero" || ProviderTypes.All.Contains(name.ProviderType)))
            {
                problems.ErrorInSection(model.Origin, $"names that begin with `{name.ProviderType}::` are reserved");
            }
        }
    }

    private static void CheckMetrics(RootConfig root, ProblemList problems)
    {
        foreach (var metric in root.Metrics.Values)
        {
            if (ReservedMetrics.Contains(metric.Name))
            {
                problems.ErrorInSection(metric.Origin, $"the name `{metric.Name}` is reserved");
            }
            else if (!metric.Name.All(c => char.IsAsciiLetterOrDigit(c) || "_-.:/".Contains(c)) || metric.Name.Length == 0)
            {
                problems.ErrorInSection(metric.Origin, "names of metrics hold ASCII letters, digits and _ - . : / only");
            }
        }
    }

    private static void CheckEvaluators(RootConfig root, ProblemList problems)
    {
        var evaluators = root.Functions.Values.SelectMany(function => function.Evaluators.Values)
            .Concat(root.Evaluations.Values.SelectMany(evaluation => evaluation.Evaluators.Values));
        foreach (var section in evaluators.Concat<ConfigSection>(root.Evaluations.Values))
        {
            if (NameOf(section).Contains("::", StringComparison.Ordinal))
            {
                problems.ErrorInSection(section.Origin, "the name must not hold `::`");
            }
        }
    }

    private static string NameOf(ConfigSection section) => section switch
    {
        Sections.Functions.FunctionConfig function => function.Name,
        Sections.Variants.VariantConfig variant => variant.Name,
        ToolConfig tool => tool.Name,
        MetricConfig metric => metric.Name,
        ModelConfig model => model.Name,
        ModelProviderConfig provider => provider.Name,
        EmbeddingModelConfig model => model.Name,
        EvaluatorConfig evaluator => evaluator.Name,
        EvaluationConfig evaluation => evaluation.Name,
        _ => "",
    };
}
