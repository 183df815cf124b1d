using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Configuration.Sections.Experimentation;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>The JSON function that an LLM judge is.</summary>
internal static class JudgeFunction
{
    public static FunctionConfig Create(string name, LlmJudgeEvaluatorConfig judge, ProblemList problems)
    {
        var isSerialized = judge.InputFormat == LlmJudgeInputFormat.Serialized;
        var variants = new OrderedDictionary<string, VariantConfig>(StringComparer.Ordinal);
        foreach (var variant in Activate(judge, problems))
        {
            variants[variant.Name] = WithTemplates(variant, $"{name}::{variant.Name}", isSerialized);
        }

        var function = new FunctionConfig
        {
            Origin = judge.Origin,
            Name = name,
            Type = FunctionType.Json,
            Variants = variants,
            Schemas = isSerialized ? JudgeTexts.InputSchemas(name) : new Dictionary<string, SchemaConfig>(),
            OutputSchema = JudgeTexts.OutputSchema(name, judge.OutputType),
            Experimentation = new FunctionExperimentationConfig { Origin = judge.Origin },
        };
        return variants.Values.Count(variant => variant.Weight > 0) == 1 ? LegacyWeights.Expand(function, problems) : function;
    }

    /// <summary>The variants with exactly one active; a single one is active unless it says otherwise.</summary>
    private static IEnumerable<VariantConfig> Activate(LlmJudgeEvaluatorConfig judge, ProblemList problems)
    {
        var active = judge.Variants.Values.Count(variant => variant.Weight > 0);
        if (judge.Variants.Count == 1 && judge.Variants.Values.Single() is { Weight: null } only)
        {
            return [only with { Weight = 1 }];
        }

        if (active != 1)
        {
            problems.ErrorInKey(judge.Origin, "variants", $"exactly one variant must be active, here are {active}", "set `active = true` in one");
        }

        return judge.Variants.Values;
    }

    private static VariantConfig WithTemplates(VariantConfig variant, string name, bool isSerialized)
    {
        return variant switch
        {
            ChatCompletionVariantConfig chat => chat with { Inner = Wrap(chat.Inner) },
            ChainOfThoughtVariantConfig thought => thought with { Inner = Wrap(thought.Inner) },
            BestOfNVariantConfig best => best with { Evaluator = Wrap(best.Evaluator) },
            MixtureOfNVariantConfig mixture => mixture with { Fuser = Wrap(mixture.Fuser) },
            DiclVariantConfig dicl => dicl with { Params = dicl.Params with { JsonMode = dicl.Params.JsonMode ?? JsonMode.Strict } },
            _ => variant,
        };

        ChatCompletionConfig Wrap(ChatCompletionConfig completion)
        {
            var templates = new Dictionary<string, TemplateConfig>(StringComparer.Ordinal);
            if (completion.Templates.TryGetValue("system", out var instructions))
            {
                // One line end is dropped when a template is rendered: the one added here, not the author's.
                var text = instructions.Source with { Name = $"{name}::system", FullPath = null, Text = instructions.Source.Text + "\n" };
                templates.Add("system", new TemplateConfig(text, IsLegacy: true));
            }

            if (isSerialized)
            {
                templates.Add("user", JudgeTexts.UserTemplate(name));
            }

            return completion with { Templates = templates };
        }
    }
}
