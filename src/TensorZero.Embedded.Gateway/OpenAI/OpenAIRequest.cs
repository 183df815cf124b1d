using System.Text.Json;
using TensorZero.Embedded.Gateway.Targets;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>What both of OpenAI's APIs can ask for, each in its own words.</summary>
internal sealed record OpenAIRequest
{
    public required InferenceTarget Target { get; init; }

    public required InferenceInput Input { get; init; }

    public required ChatCompletionParams Params { get; init; }

    public JsonElement? OutputSchema { get; init; }

    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    public OpenAIToolChoice ToolChoice { get; init; } = OpenAIToolChoice.Unset;

    public bool? ParallelToolCalls { get; init; }

    public bool Stream { get; init; }

    /// <summary>The episode that the conversation so far belongs to; the request's own word on it wins.</summary>
    public Guid? EpisodeId { get; init; }

    /// <summary>The inference that is asked for, with what TensorZero adds to both APIs.</summary>
    /// <param name="extensions">What it adds.</param>
    /// <param name="apiKeyPublicId">Of the key that the caller showed; null without authentication.</param>
    public InferenceCall With(RequestExtensions extensions, string? apiKeyPublicId) => new()
    {
        Stream = Stream,
        IncludeRawResponse = extensions.IncludeRawResponse,
        IncludeOriginalResponse = extensions.IncludeOriginalResponse,
        Request = new InferenceRequest
        {
            FunctionName = Target.FunctionName,
            ModelName = Target.ModelName,
            Input = Input,
            EpisodeId = extensions.EpisodeId ?? EpisodeId,
            VariantName = extensions.VariantName,
            Namespace = extensions.Namespace,
            Params = extensions.Params.Or(Params),
            OutputSchema = OutputSchema,
            AllowedTools = ToolChoice.AllowedTools,
            AdditionalTools = Tools,
            ProviderTools = extensions.ProviderTools,
            ToolChoice = ToolChoice.Choice,
            ParallelToolCalls = ParallelToolCalls,
            Tags = extensions.Tags,
            Credentials = extensions.Credentials,
            ExtraBody = extensions.ExtraBody,
            ExtraHeaders = extensions.ExtraHeaders,
            DryRun = extensions.DryRun,
            IncludeRawResponse = extensions.IncludeRawResponse || extensions.IncludeOriginalResponse,
            IncludeRawUsage = extensions.IncludeRawUsage,
            Cache = extensions.Cache,
            DynamicVariant = extensions.DynamicVariant,
            ApiKeyPublicId = apiKeyPublicId,
        },
    };
}
