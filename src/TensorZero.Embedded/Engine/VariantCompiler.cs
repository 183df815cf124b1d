using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;
using TensorZero.Embedded.Variants;
using TensorZero.Embedded.Variants.ChatCompletion;

namespace TensorZero.Embedded.Engine;

/// <summary>Compiles variants: templates joined with their schemas, models looked up, retries prepared.</summary>
internal sealed class VariantCompiler(ModelTable models, EngineParts parts, TemplateCatalog templates, ProblemList problems)
{
    /// <summary>The variant; null after reporting why it cannot be served.</summary>
    public Variant? Compile(FunctionConfig function, VariantConfig config)
    {
        if (config is not ChatCompletionVariantConfig { Completion: { } completion })
        {
            problems.NotServed(
                config.Origin.PositionOf("type"),
                config.Origin.Path + ".type",
                "this type of variant is not served by this version; use `chat_completion`");
            return null;
        }

        var model = models.Find(completion.Model);
        if (model is null)
        {
            problems.NotServed(
                completion.Origin.PositionOf("model"),
                completion.Origin.Path + ".model",
                $"no model \"{completion.Model}\" that this version can serve",
                NearName.Hint(completion.Model, models.Names));
            return null;
        }

        return new ChatCompletionVariant(config.Name, model, new PromptRenderer(TemplatesOf(function, completion)))
        {
            Params = completion.Params,
            Timeouts = ModelCompiler.TimeoutsOf(config.Timeouts),
            Retries = completion.Retries.NumRetries > 0
                ? new RetryPolicy(completion.Retries.NumRetries, completion.Retries.MaxDelay, parts.Time, parts.Random)
                : null,
            ExtraBody = completion.ExtraBody,
            ExtraHeaders = completion.ExtraHeaders,
        };
    }

    private Dictionary<string, VariantTemplate> TemplatesOf(FunctionConfig function, ChatCompletionConfig completion)
    {
        var byName = new Dictionary<string, VariantTemplate>(StringComparer.Ordinal);
        foreach (var use in TemplateUse.AllOf(function, completion))
        {
            if (templates.Find(use.Source) is { } template)
            {
                byName[use.Name] = new VariantTemplate(template, use.WrapsText, use.RendersText);
            }
        }

        return byName;
    }
}
