using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Episodes;

/// <summary>What a run or an episode may not say.</summary>
internal static class WorkflowRunCheck
{
    /// <exception cref="InvalidInferenceRequestException">A function or variant does not exist.</exception>
    public static void CheckVariants(IReadOnlyDictionary<string, string> variants, EngineSnapshot snapshot)
    {
        foreach (var (function, variant) in variants)
        {
            if (!snapshot.Functions.TryGetValue(function, out var entry))
            {
                throw new InvalidInferenceRequestException(
                    InferenceRequestError.UnknownFunction, $"no function \"{function}\"{Hint(function, snapshot.Functions.Keys)}");
            }

            if (!entry.Variants.ContainsKey(variant))
            {
                throw Invalid($"Variant {variant} for function {function} not found{Hint(variant, entry.VariantNames)}.");
            }
        }
    }

    /// <exception cref="InvalidInferenceRequestException">A key is reserved.</exception>
    public static void CheckTags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Keys.FirstOrDefault(ReservedNames.Includes) is { } key)
        {
            throw Invalid($"Tag name cannot start with '{ReservedNames.Prefix}': {key}");
        }
    }

    public static InvalidInferenceRequestException Invalid(string message) => new(InferenceRequestError.InvalidRequest, message);

    private static string Hint(string name, IEnumerable<string> known) => NearName.Hint(name, known) is { } hint ? $" ({hint})" : "";
}
