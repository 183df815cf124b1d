using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Configuration.Sections.Providers;
using TensorZero.Embedded.Providers.Anthropic;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Dummy;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Providers.OpenAI;
using TensorZero.Embedded.Providers.Relay;

namespace TensorZero.Embedded.Providers;

/// <summary>
/// Makes providers from their configuration: the built-in types, and those that the application added. The one place that knows them all.
/// </summary>
/// <param name="http">The connections that providers share.</param>
/// <param name="credentials">Finds credentials.</param>
/// <param name="custom">The application's types.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">Where providers' warnings go.</param>
internal sealed class ProviderCatalog(
    ProviderHttp http,
    CredentialResolver credentials,
    IReadOnlyDictionary<string, Func<ModelProviderSettings, ModelProvider>> custom,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private const string ShorthandSeparator = "::";
    private const string CredentialKey = "api_key_location";
    private const string ResponsesPrefix = "responses::";

    private static readonly CredentialLocation AnthropicKey = new(CredentialKind.Environment, "ANTHROPIC_API_KEY");
    private static readonly CredentialLocation NoKey = new(CredentialKind.None, "");
    private static readonly CredentialLocation OpenAiKey = new(CredentialKind.Environment, "OPENAI_API_KEY");

    /// <param name="modelName">The key of the model.</param>
    /// <param name="providerName">The key of the provider in the model's <c>providers</c>.</param>
    /// <param name="config">The provider's own keys.</param>
    /// <param name="defaults">The defaults of each type.</param>
    /// <exception cref="ProviderConfigurationException">The provider cannot be made.</exception>
    public ModelProvider Create(string modelName, string providerName, ProviderConfig config, ProviderTypesConfig defaults) => config switch
    {
        AnthropicProviderConfig anthropic => CreateAnthropic(anthropic, AtLoad(anthropic.Credential, "anthropic", AnthropicKey, defaults)),
        OpenAiProviderConfig { ApiType: OpenAiApiType.Responses } =>
            throw new ProviderConfigurationException("api_type", "`responses` is not served by this version; use `chat_completions`")
            {
                IsNotServed = true,
            },
        OpenAiProviderConfig openAi => CreateOpenAi(openAi, AtLoad(openAi.Credential, "openai", OpenAiKey, defaults)),
        DummyProviderConfig dummy => new DummyProvider(dummy.ModelName, AtLoad(dummy.Credential, "dummy", NoKey, defaults), time),
        CustomProviderConfig other when custom.TryGetValue(other.Type, out var make) =>
            make(new ModelProviderSettings(modelName, providerName, NodeJson.ToElement(other.Origin.Node))),
        _ => throw new ProviderConfigurationException(
            "type", $"the provider type \"{config.Type}\" is not served by this version; use openai (with `api_base`), anthropic or a type of your own")
        {
            IsNotServed = true,
        },
    };

    /// <summary>
    /// The provider that a shorthand such as <c>openai::gpt-5-mini</c> names; null when it is none. A missing credential is an error of each
    /// call rather than of the start.
    /// </summary>
    public ModelProvider? TryCreateShorthand(string name, ProviderTypesConfig defaults)
    {
        var separator = name.IndexOf(ShorthandSeparator, StringComparison.Ordinal);
        if (separator <= 0 || separator + ShorthandSeparator.Length == name.Length)
        {
            return null;
        }

        var modelName = name[(separator + ShorthandSeparator.Length)..];
        return name[..separator] switch
        {
            "anthropic" => CreateAnthropic(AnthropicProviderConfig.For(modelName), AtCall("anthropic", AnthropicKey, defaults)),
            "openai" when !modelName.StartsWith(ResponsesPrefix, StringComparison.Ordinal) =>
                CreateOpenAi(OpenAiProviderConfig.For(modelName), AtCall("openai", OpenAiKey, defaults)),
            "dummy" => new DummyProvider(modelName, time),
            _ => null,
        };
    }

    /// <summary>The gateway that calls models in place of their own providers.</summary>
    /// <exception cref="ProviderConfigurationException">Its credential cannot be found.</exception>
    public RelayProvider CreateRelay(RelayConfig config, Uri gateway) =>
        new(gateway, credentials.Find(config.Credential ?? NoKey, CredentialKey), http);

    private AnthropicProvider CreateAnthropic(AnthropicProviderConfig config, Credential credential) => new(
        new AnthropicProviderOptions
        {
            ModelName = config.ModelName,
            ApiBase = config.ApiBase ?? AnthropicProviderOptions.DefaultApiBase,
            Credential = credential,
            ProviderTools = config.ProviderTools,
        },
        http,
        loggers.CreateLogger<AnthropicProvider>());

    private OpenAIProvider CreateOpenAi(OpenAiProviderConfig config, Credential credential) => new(
        new OpenAIProviderOptions
        {
            ModelName = config.ModelName,
            ApiBase = config.ApiBase ?? OpenAIProviderOptions.DefaultApiBase,
            Credential = credential,
            ContentTypeOverrides = config.ContentTypeOverrides.ToFrozenDictionary(pair => pair.Key, pair => FilePartKindOf(pair.Value)),
        },
        http,
        loggers.CreateLogger<OpenAIProvider>());

    private Credential AtLoad(CredentialLocation? own, string type, CredentialLocation usual, ProviderTypesConfig defaults) =>
        credentials.Find(own ?? defaults.Credentials.GetValueOrDefault(type) ?? usual, CredentialKey);

    private Credential AtCall(string type, CredentialLocation usual, ProviderTypesConfig defaults) =>
        credentials.FindLater(defaults.Credentials.GetValueOrDefault(type) ?? usual, CredentialKey);

    private static FilePartKind FilePartKindOf(string part) => part switch
    {
        "image_url" => FilePartKind.ImageUrl,
        "input_audio" => FilePartKind.InputAudio,
        _ => FilePartKind.File,
    };
}
