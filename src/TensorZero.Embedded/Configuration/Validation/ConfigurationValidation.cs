using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>
/// All rules between sections that need no parsed template and no compiled schema. Each rule reports what it finds and none stops
/// another.
/// </summary>
internal static class ConfigurationValidation
{
    /// <summary>Rules of names; they hold for what was written, before the expansion adds reserved names.</summary>
    public static void CheckWritten(RootConfig root, ProblemList problems) => NameRules.Check(root, problems);

    public static void CheckExpanded(RootConfig root, ProblemList problems)
    {
        ModelRules.Check(root, problems);
        EmbeddingModelRules.Check(root, problems);
        EvaluationRules.Check(root, problems);
        ObservabilityRules.Check(root, problems);
        EmbeddedRules.Check(root, problems);
        OptimizerRules.Check(root, problems);
        foreach (var function in root.Functions.Values)
        {
            FunctionRules.Check(root, function, problems);
            ExperimentationRules.Check(root, function, problems);
            NamespaceRules.Check(root, function, problems);
            foreach (var variant in function.Variants.Values)
            {
                CheckVariant(root, function, variant, problems);
            }
        }
    }

    /// <summary>The rules of one variant, for those that come with a request too.</summary>
    public static void CheckVariant(RootConfig root, FunctionConfig function, VariantConfig variant, ProblemList problems)
    {
        VariantReferenceRules.Check(root, function, variant, problems);
        JsonModeRules.Check(function, variant, problems);
        TemplateRules.Check(function, variant, problems);
        TimeoutRules.Check(root, variant.Timeouts, problems);
    }
}
