using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>What fine-tuning at Together reports to. Two of the values are secrets.</summary>
internal sealed record TogetherSftConfig : ConfigSection
{
    /// <summary>The API key of Weights and Biases; a secret.</summary>
    public string? WandbApiKey { get; init; }

    /// <summary>The address of Weights and Biases.</summary>
    public string? WandbBaseUrl { get; init; }

    /// <summary>The project there that runs belong to. Null: the service decides.</summary>
    public string? WandbProjectName { get; init; }

    /// <summary>The token for Hugging Face, where models are read and written; a secret.</summary>
    public string? HfApiToken { get; init; }

    public static TogetherSftConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        WandbApiKey = table.Text("wandb_api_key"),
        WandbBaseUrl = table.Text("wandb_base_url"),
        WandbProjectName = table.Text("wandb_project_name"),
        HfApiToken = table.Text("hf_api_token"),
    };

    public override string ToString() => $"{nameof(TogetherSftConfig)} {WandbProjectName}";
}
