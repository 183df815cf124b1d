namespace TensorZero.Embedded.Content;

/// <summary>The names that belong to the library itself, wherever names are given: tags, namespaces, datasets and parts of a configuration.</summary>
internal static class ReservedNames
{
    public const string Prefix = "tensorzero::";

    /// <summary>The tag of what the library does on its own account.</summary>
    public const string InternalTag = Prefix + "internal";

    /// <summary>The tag with the public id of the API key that a gateway's caller showed.</summary>
    public const string ApiKeyTag = Prefix + "api_key_public_id";

    /// <summary>The tag with the namespace that a request named.</summary>
    public const string NamespaceTag = Prefix + "namespace";

    /// <summary>The tag with the workflow evaluation's run.</summary>
    public const string WorkflowRunTag = Prefix + "workflow_evaluation_run_id";

    /// <summary>What TensorZero called it before; its queries still look for that.</summary>
    public const string DynamicRunTag = Prefix + "dynamic_evaluation_run_id";

    /// <summary>The tag of replays with their run.</summary>
    public const string ReplayRunTag = Prefix + "replay_run_id";

    /// <summary>The tag of replays with what they are replays of.</summary>
    public const string ReplayedInferenceTag = Prefix + "replayed_inference_id";

    public static bool Includes(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
