using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Providers;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>An embedding model's routing and timeouts, and provider types that offer embeddings.</summary>
internal static class EmbeddingModelRules
{
    private static readonly string[] Types = ["openai", "azure", "openrouter", "dummy"];

    public static void Check(RootConfig root, ProblemList problems)
    {
        foreach (var model in root.EmbeddingModels.Values)
        {
            RoutingRules.Check(model.Origin, model.Routing, model.Providers.Keys, problems);
            TimeoutRules.CheckOne(root, model.Origin, "timeout_ms", model.Timeout, problems);
            foreach (var provider in model.Providers.Values)
            {
                TimeoutRules.CheckOne(root, provider.Origin, "timeout_ms", provider.Timeout, problems);
                if (provider.Provider is not CustomProviderConfig && !Types.Contains(provider.Provider.Type))
                {
                    problems.ErrorInKey(
                        provider.Origin, "type", $"\"{provider.Provider.Type}\" offers no embeddings", $"use {TableReader.OneOf(Types)}");
                }
            }
        }
    }
}
