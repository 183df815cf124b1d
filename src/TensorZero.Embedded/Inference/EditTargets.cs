using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Inference;

/// <summary>Checks that what a request changes in bodies and headers is meant for something that exists.</summary>
internal static class EditTargets
{
    public static void Check(InferenceRequest request, FunctionEntry entry, EngineSnapshot snapshot)
    {
        foreach (var edit in request.ExtraBody)
        {
            Check("extra_body", edit.VariantName, edit.ModelName, edit.ProviderName, entry, snapshot);
        }

        foreach (var edit in request.ExtraHeaders)
        {
            Check("extra_headers", edit.VariantName, edit.ModelName, edit.ProviderName, entry, snapshot);
        }
    }

    private static void Check(
        string field, string? variant, string? model, string? provider, FunctionEntry entry, EngineSnapshot snapshot)
    {
        if (variant is not null && !entry.Variants.ContainsKey(variant))
        {
            throw new InvalidInferenceRequestException(
                InferenceRequestError.UnknownVariant, $"`{field}` names the variant \"{variant}\", which function \"{entry.Function.Name}\" has not");
        }

        if (snapshot.Gateway.Relay is not null)
        {
            // The gateway that the models are on knows them, and their providers.
            return;
        }

        if (model is null)
        {
            if (provider is not null)
            {
                throw new InvalidInferenceRequestException(
                    InferenceRequestError.InvalidRequest, $"`{field}` names the provider \"{provider}\" without a model");
            }

            return;
        }

        if (snapshot.Models.Find(model) is not { } found)
        {
            throw new InvalidInferenceRequestException(InferenceRequestError.UnknownModel, $"`{field}` names the model \"{model}\", which does not exist");
        }

        if (provider is not null && !found.Routing.Any(endpoint => endpoint.Name == provider))
        {
            throw new InvalidInferenceRequestException(
                InferenceRequestError.InvalidRequest, $"`{field}` names the provider \"{provider}\", which model \"{model}\" has not");
        }
    }
}
