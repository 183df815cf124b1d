using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Model, templates and settings of one completion: a chat completion variant, or the evaluator or fuser of another.</summary>
internal sealed record ChatCompletionConfig : ConfigSection
{
    /// <summary>The key of a model, or a shorthand such as <c>openai::gpt-5-mini</c>.</summary>
    public required string Model { get; init; }

    /// <summary>By name; <c>system</c>, <c>user</c> and <c>assistant</c> belong to the roles.</summary>
    public required IReadOnlyDictionary<string, TemplateConfig> Templates { get; init; }

    /// <summary>Templates around plain text, by role.</summary>
    public IReadOnlyDictionary<string, FileText> InputWrappers { get; init; } = new Dictionary<string, FileText>();

    public required ChatCompletionParams Params { get; init; }

    /// <summary>How often a failed call is made again.</summary>
    public required RetryConfig Retries { get; init; }

    /// <summary>Changes to the body of requests to the provider, in this order.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>Changes to the headers of requests to the provider.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    public static ChatCompletionConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        Model = table.RequiredText("model"),
        Templates = TemplateBinding.Templates(table),
        InputWrappers = TemplateBinding.InputWrappers(table),
        Params = ParamsBinding.Bind(table),
        Retries = table.Table("retries", RetryConfig.Bind) ?? RetryConfig.None,
        ExtraBody = ExtraBodyBinding.Bodies(table),
        ExtraHeaders = ExtraBodyBinding.Headers(table),
    };
}
