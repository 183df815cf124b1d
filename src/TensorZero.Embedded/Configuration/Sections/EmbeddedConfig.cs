using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Our own table, <c>[embedded]</c>: what the original has no key for.</summary>
internal sealed record EmbeddedConfig : ConfigSection
{
    /// <summary>Null: the environment, then the default path.</summary>
    public string? SqlitePath { get; init; }

    /// <summary>The most bytes that one reply of a provider may have.</summary>
    public int MaxProviderResponseBytes { get; init; }

    /// <summary>How long a failing provider is passed over; zero: not at all.</summary>
    public TimeSpan ProviderCooldown { get; init; }

    /// <summary>What becomes of a stream that nobody reads any more: cancelled, or read to its end for the record.</summary>
    public required DisconnectPolicy Disconnect { get; init; }

    /// <summary>Whether prompts and answers are recorded.</summary>
    public bool RecordContent { get; init; }

    /// <summary>Where records wait on disk on their way into the database.</summary>
    public required JournalConfig Journal { get; init; }

    /// <summary>How long records are kept.</summary>
    public required RetentionConfig Retention { get; init; }

    /// <summary>Our own settings of PostgreSQL.</summary>
    public required EmbeddedPostgresConfig Postgres { get; init; }

    /// <summary>Who shares cached answers.</summary>
    public required EmbeddedCacheConfig Cache { get; init; }

    /// <summary>By function; for one that is missing here the settings above hold.</summary>
    public required IReadOnlyDictionary<string, EmbeddedFunctionConfig> Functions { get; init; }

    public static EmbeddedConfig Bind(TableReader table)
    {
        var disconnect = DisconnectPolicy.Bind(table) ?? DisconnectPolicy.Cancel;
        var recordContent = table.Boolean("record_content") ?? true;
        return new EmbeddedConfig
        {
            Origin = table.Origin,
            SqlitePath = table.Text("sqlite_path"),
            MaxProviderResponseBytes = table.Int("max_provider_response_bytes", 1024) ?? 64 * 1024 * 1024,
            ProviderCooldown = table.Milliseconds("provider_cooldown_ms") ?? TimeSpan.Zero,
            Disconnect = disconnect,
            RecordContent = recordContent,
            Journal = table.TableOrEmpty("journal", JournalConfig.Bind),
            Retention = table.TableOrEmpty("retention", RetentionConfig.Bind),
            Postgres = table.TableOrEmpty("postgres", EmbeddedPostgresConfig.Bind),
            Cache = table.TableOrEmpty("cache", EmbeddedCacheConfig.Bind),
            Functions = table.Map("functions", (_, function) => new EmbeddedFunctionConfig
            {
                Origin = function.Origin,
                Disconnect = DisconnectPolicy.Bind(function) ?? disconnect,
                RecordContent = function.Boolean("record_content") ?? recordContent,
            }),
        };
    }
}
