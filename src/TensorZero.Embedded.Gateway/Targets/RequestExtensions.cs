using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Targets;

/// <summary>
/// What a request in another vendor's API says in fields that begin with <c>tensorzero::</c>: all that those APIs have no word for.
/// </summary>
internal sealed class RequestExtensions
{
    private const string Where = "the request";
    private const string Prefix = ReservedNames.Prefix;

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal,
        Prefix + "episode_id", Prefix + "variant_name", Prefix + "namespace", Prefix + "params", Prefix + "provider_tools", Prefix + "tags",
        Prefix + "credentials", Prefix + "cache_options", Prefix + "extra_body", Prefix + "extra_headers", Prefix + "dryrun",
        Prefix + "deny_unknown_fields", Prefix + "include_raw_usage", Prefix + "include_raw_response", Prefix + "include_original_response",
        Prefix + "internal_dynamic_variant_config");

    public Guid? EpisodeId { get; private init; }

    public string? VariantName { get; private init; }

    public string? Namespace { get; private init; }

    /// <summary>They win over the API's own fields.</summary>
    public ChatCompletionParams Params { get; private init; } = ChatCompletionParams.Empty;

    public IReadOnlyList<ProviderTool> ProviderTools { get; private init; } = [];

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required IReadOnlyDictionary<string, string> Credentials { get; init; }

    public IReadOnlyList<ExtraBody> ExtraBody { get; private init; } = [];

    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; private init; } = [];

    public bool DryRun { get; private init; }

    /// <summary>Whether a field that means nothing is an error, where the API passes over it otherwise.</summary>
    public bool DenyUnknownFields { get; private init; }

    public bool IncludeRawUsage { get; private init; }

    public bool IncludeRawResponse { get; private init; }

    public bool IncludeOriginalResponse { get; private init; }

    public CacheOptions Cache { get; private init; } = CacheOptions.Off;

    public JsonElement? DynamicVariant { get; private init; }

    /// <summary>Whether a field is one of these.</summary>
    public static bool Knows(string key) => Keys.Contains(key);

    /// <exception cref="ContentJsonException">One of them has the wrong type, or there is none of its name.</exception>
    /// <exception cref="NotServedException">They ask for what is not served yet.</exception>
    public static RequestExtensions Read(JsonElement request)
    {
        foreach (var member in request.Members(Where))
        {
            if (ReservedNames.Includes(member.Name) && !Knows(member.Name))
            {
                throw new ContentJsonException($"There is no key `{member.Name}` in {Where}.");
            }
        }

        return new RequestExtensions
        {
            EpisodeId = request.OptionalId(Prefix + "episode_id", Where),
            VariantName = request.OptionalString(Prefix + "variant_name", Where),
            Namespace = request.OptionalString(Prefix + "namespace", Where),
            Params = request.Read(Prefix + "params", ParamsReader.Read) ?? ChatCompletionParams.Empty,
            ProviderTools = request.Read(Prefix + "provider_tools", ContentJsonTools.ReadProviderTools) ?? [],
            Tags = request.Texts(Prefix + "tags", Where),
            Credentials = request.Texts(Prefix + "credentials", Where),
            ExtraBody = request.Read(Prefix + "extra_body", ContentJsonExtraBody.Read) ?? [],
            ExtraHeaders = request.Read(Prefix + "extra_headers", ExtraHeadersJson.Read) ?? [],
            DryRun = request.Flag(Prefix + "dryrun", Where),
            DenyUnknownFields = request.Flag(Prefix + "deny_unknown_fields", Where),
            IncludeRawUsage = request.Flag(Prefix + "include_raw_usage", Where),
            IncludeRawResponse = request.Flag(Prefix + "include_raw_response", Where),
            IncludeOriginalResponse = request.Flag(Prefix + "include_original_response", Where),
            Cache = CacheOptionsJson.Read(request, Prefix + "cache_options"),
            DynamicVariant = request.Optional(Prefix + "internal_dynamic_variant_config"),
        };
    }
}
