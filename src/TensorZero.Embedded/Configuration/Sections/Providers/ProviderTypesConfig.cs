using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary><c>[provider_types]</c>: what holds for all providers of a type.</summary>
internal sealed record ProviderTypesConfig : ConfigSection
{
    /// <summary>The types that take their credential from <c>credential_location</c>.</summary>
    private static readonly string[] Google = ["gcp_vertex_anthropic", "gcp_vertex_gemini"];

    /// <summary>The types that read the credentials of AWS, and the one that needs none.</summary>
    private static readonly string[] WithoutDefaults = ["aws_bedrock", "aws_sagemaker", "dummy"];

    /// <summary>Default credentials by type; a type that is missing here has its built-in default.</summary>
    public required IReadOnlyDictionary<string, CredentialLocation> Credentials { get; init; }

    public string? FireworksAccountId { get; init; }

    /// <summary>Null: none.</summary>
    public GcpBatchConfig? GcpBatch { get; init; }

    public GcpSftConfig? GcpSft { get; init; }

    public TogetherSftConfig? TogetherSft { get; init; }

    public static ProviderTypesConfig Bind(TableReader table)
    {
        var credentials = new Dictionary<string, CredentialLocation>(StringComparer.Ordinal);
        var result = new ProviderTypesConfig { Origin = table.Origin, Credentials = credentials };
        foreach (var type in ProviderTypes.All.Except(WithoutDefaults))
        {
            table.Table(type, entry =>
            {
                if (BindDefaults(entry, Google.Contains(type) ? "credential_location" : "api_key_location") is { } credential)
                {
                    credentials.Add(type, credential);
                }

                return result = BindExtras(result, type, entry);
            });
        }

        return result;
    }

    private static CredentialLocation? BindDefaults(TableReader entry, string key) => entry.Table("defaults", defaults =>
    {
        if (!defaults.Has(key))
        {
            defaults.Missing(key);
        }

        return defaults.Credential(key);
    });

    private static ProviderTypesConfig BindExtras(ProviderTypesConfig config, string type, TableReader entry) => type switch
    {
        "fireworks" => config with { FireworksAccountId = entry.Table("sft", sft => sft.RequiredText("account_id")) },
        "gcp_vertex_gemini" => config with { GcpBatch = entry.Table("batch", GcpBatchConfig.Bind), GcpSft = entry.Table("sft", GcpSftConfig.Bind) },
        "together" => config with { TogetherSft = entry.Table("sft", TogetherSftConfig.Bind) },
        _ => config,
    };
}
