using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Dynamic in-context learning: similar past examples go into the prompt.</summary>
internal sealed record DiclVariantConfig : VariantConfig
{
    /// <summary>The key of an embedding model, or a shorthand.</summary>
    public required string EmbeddingModel { get; init; }

    /// <summary>How many examples.</summary>
    public required int K { get; init; }

    /// <summary>The key of a model, or a shorthand such as <c>openai::gpt-5-mini</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Null for the built-in instructions.</summary>
    public FileText? SystemInstructions { get; init; }

    /// <summary>Examples further away (cosine distance) are left out; null for no limit.</summary>
    public double? MaxDistance { get; init; }

    public required ChatCompletionParams Params { get; init; }

    /// <summary>How often a failed call is made again.</summary>
    public required RetryConfig Retries { get; init; }

    /// <summary>Changes to the body of requests to the provider, in this order.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>Changes to the headers of requests to the provider.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    public static DiclVariantConfig Bind(string name, TableReader table, VariantFrame frame)
    {
        if (!table.Has("k"))
        {
            table.Missing("k");
        }

        return new DiclVariantConfig
        {
            Origin = table.Origin,
            Name = name,
            Timeouts = frame.Timeouts,
            Namespace = frame.Namespace,
            Weight = frame.Weight,
            EmbeddingModel = table.RequiredText("embedding_model"),
            K = table.Int("k") ?? 0,
            Model = table.RequiredText("model"),
            SystemInstructions = table.File("system_instructions"),
            MaxDistance = table.Number("max_distance", 0),
            Params = ParamsBinding.Bind(table),
            Retries = table.Table("retries", RetryConfig.Bind) ?? RetryConfig.None,
            ExtraBody = ExtraBodyBinding.Bodies(table),
            ExtraHeaders = ExtraBodyBinding.Headers(table),
        };
    }
}
