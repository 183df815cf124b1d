using TensorZero.Embedded.Content;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Providers.Relay;

/// <summary>A model's request as an inference that another gateway is asked for.</summary>
internal static class RelayRequest
{
    /// <param name="request">What the model is asked.</param>
    /// <param name="call">The call.</param>
    /// <param name="withSecrets">Whether credentials and headers are written, which a record must not hold.</param>
    public static ReadOnlyMemory<byte> Write(ModelRequest request, ProviderCall call, bool withSecrets)
    {
        var inference = new InferenceCall
        {
            Request = Of(request, call, withSecrets),
            Stream = request.Stream,
            IncludeRawResponse = call.Wishes.IncludeRawResponse,
        };
        return JsonBody.Write(inference, static (state, writer) => InferenceCallWriter.Write(writer, state));
    }

    public static bool HasSecrets(ModelRequest request, ProviderCall call) => call.Credentials.Count > 0 || request.ExtraHeaders.Count > 0;

    /// <summary>The secrets of the body, none of which may come back in a reply.</summary>
    public static IReadOnlyList<string> Secrets(ModelRequest request, ProviderCall call)
    {
        if (!HasSecrets(request, call))
        {
            return [];
        }

        var secrets = new List<string>(call.Credentials.Values);
        foreach (var header in request.ExtraHeaders)
        {
            if (header.Value is { } value)
            {
                secrets.Add(value);
            }
        }

        return secrets;
    }

    private static InferenceRequest Of(ModelRequest request, ProviderCall call, bool withSecrets) => new()
    {
        ModelName = call.ModelName,
        Input = new InferenceInput { System = request.System is { } system ? SystemPrompt.FromText(system) : null, Messages = request.Messages },
        Params = request.Params with { JsonMode = request.JsonMode },
        OutputSchema = request.OutputSchema,
        AllowedTools = request.Tools?.AllowedNames,
        AdditionalTools = request.Tools?.Tools ?? [],
        ProviderTools = request.Tools?.ProviderTools ?? [],
        ToolChoice = request.Tools?.Choice,
        ParallelToolCalls = request.Tools?.ParallelToolCalls,
        Tags = OwnTags(call.Wishes.Tags),
        Credentials = withSecrets ? call.Credentials : ProviderCall.EmptyCredentials,
        ExtraBody = request.ExtraBody,
        ExtraHeaders = withSecrets ? request.ExtraHeaders : [],
        IncludeRawUsage = call.Wishes.IncludeRawUsage,
        Cache = call.Wishes.Cache,
    };

    /// <summary>Tags that belong to the library are refused by the other gateway, which sets its own.</summary>
    private static Dictionary<string, string> OwnTags(IReadOnlyDictionary<string, string> tags)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (!ReservedNames.Includes(key))
            {
                own.Add(key, value);
            }
        }

        return own;
    }
}
