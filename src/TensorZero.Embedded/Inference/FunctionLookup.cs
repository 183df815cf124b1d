using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>Finds what a request names. Step 2 of a request.</summary>
internal static class FunctionLookup
{
    public static FunctionEntry Find(InferenceRequest request, EngineSnapshot snapshot) => (request.FunctionName, request.ModelName) switch
    {
        (null, null) => throw Invalid("Either `function_name` or `model_name` must be provided"),
        (not null, not null) => throw Invalid("Only one of `function_name` or `model_name` can be provided"),
        ({ } function, null) => snapshot.Functions.TryGetValue(function, out var entry)
            ? entry
            : throw Unknown(InferenceRequestError.UnknownFunction, "function", function, snapshot.Functions.Keys),
        (null, { } model) => snapshot.Models.Find(model) is { } found
            ? snapshot.DefaultFunctions.For(found)
            : throw Unknown(InferenceRequestError.UnknownModel, "model", model, snapshot.Models.Names),
    };

    /// <summary>A variant or model that is reserved for a namespace is refused to requests that name it without being of that namespace.</summary>
    public static void CheckNamespace(InferenceRequest request, FunctionEntry entry, EngineSnapshot snapshot)
    {
        if (request.Namespace is { } given && (given.Length == 0 || ReservedNames.Includes(given)))
        {
            throw Invalid("`namespace` must not be empty or begin with \"tensorzero::\"");
        }

        var (what, reserved) = request switch
        {
            { Replay.ModelName: { } model } => ($"model \"{model}\"", snapshot.NamespaceOfModel.GetValueOrDefault(model)),
            { ModelName: { } model } => ($"model \"{model}\"", snapshot.NamespaceOfModel.GetValueOrDefault(model)),
            { VariantName: { } variant } => ($"variant \"{variant}\"", entry.NamespaceOfVariant.GetValueOrDefault(variant)),
            _ => ("", null),
        };
        if (reserved is not null && reserved != request.Namespace)
        {
            throw Invalid($"{what} has namespace `{reserved}`, but the request namespace is `{request.Namespace ?? "None"}`");
        }
    }

    /// <summary>The variant that the request pins or brings along; null when it leaves the choice to the experiment.</summary>
    public static Variant? Pinned(InferenceRequest request, FunctionEntry entry, EngineSnapshot snapshot)
    {
        var variant = Named(request, entry, snapshot);
        if (request.Replay?.ModelName is not { } model)
        {
            return variant;
        }

        return snapshot.Models.Find(model) is { } found
            ? variant?.Asking(found)
            : throw Unknown(InferenceRequestError.UnknownModel, "model", model, snapshot.Models.Names);
    }

    private static Variant? Named(InferenceRequest request, FunctionEntry entry, EngineSnapshot snapshot)
    {
        if (request.DynamicVariant is { } dynamic)
        {
            if (!(request.DryRun || request.IsEvaluation || request.Replay is not null) || request.FunctionName is null || request.VariantName is not null)
            {
                throw Invalid("a dynamic variant needs `dryrun` and `function_name`, and excludes `variant_name`");
            }

            return snapshot.DynamicVariants.Compile(entry.Function.Name, dynamic);
        }

        if (request.VariantName is not { } name)
        {
            return entry.Variants.Count > 0 ? null : throw Invalid($"Function `{entry.Function.Name}` has no variants");
        }

        if (request.ModelName is not null)
        {
            throw Invalid("`variant_name` cannot be provided when using `model_name`");
        }

        return entry.Variants.TryGetValue(name, out var variant)
            ? variant
            : throw Unknown(InferenceRequestError.UnknownVariant, $"variant of function \"{entry.Function.Name}\"", name, entry.VariantNames);
    }

    private static InvalidInferenceRequestException Invalid(string message) => new(InferenceRequestError.InvalidRequest, message);

    private static InvalidInferenceRequestException Unknown(InferenceRequestError error, string what, string name, IEnumerable<string> known) =>
        new(error, $"no {what} \"{name}\"{(NearName.Hint(name, known) is { } hint ? $" ({hint})" : "")}");
}
