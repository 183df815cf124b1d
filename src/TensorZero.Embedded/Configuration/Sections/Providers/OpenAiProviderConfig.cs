using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record OpenAiProviderConfig() : ProviderConfig("openai")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelName { get; init; }

    /// <summary>Null for the vendor's own address.</summary>
    public Uri? ApiBase { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    /// <summary>Which of the two interfaces is called.</summary>
    public required OpenAiApiType ApiType { get; init; }

    /// <summary>Whether reasoning is asked for in its encrypted form, to be sent back.</summary>
    public bool IncludeEncryptedReasoning { get; init; }

    /// <summary>Tools that the provider itself runs, in its own words.</summary>
    public required IReadOnlyList<JsonElement> ProviderTools { get; init; }

    /// <summary>MIME type to <c>image_url</c>, <c>file</c> or <c>input_audio</c>.</summary>
    public required IReadOnlyDictionary<string, string> ContentTypeOverrides { get; init; }

    /// <summary>What a shorthand such as <c>openai::gpt-5-mini</c> stands for.</summary>
    public static OpenAiProviderConfig For(string modelName) => new()
    {
        Origin = Origin.None,
        ModelName = modelName,
        ApiType = OpenAiApiType.ChatCompletions,
        ProviderTools = [],
        ContentTypeOverrides = new Dictionary<string, string>(),
    };

    public static OpenAiProviderConfig Bind(TableReader t)
    {
        OpenAiContentTypes.Check(t);
        return new OpenAiProviderConfig
        {
            Origin = t.Origin,
            ModelName = t.RequiredText("model_name"),
            ApiBase = t.Url("api_base"),
            Credential = t.Credential("api_key_location"),
            ApiType = t.Word("api_type", ("chat_completions", OpenAiApiType.ChatCompletions), ("responses", OpenAiApiType.Responses))
                ?? OpenAiApiType.ChatCompletions,
            IncludeEncryptedReasoning = t.Boolean("include_encrypted_reasoning") ?? false,
            ProviderTools = t.JsonItems("provider_tools"),
            ContentTypeOverrides = t.TextMap("content_type_overrides"),
        };
    }
}
