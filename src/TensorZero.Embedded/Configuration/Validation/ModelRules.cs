using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>A model's routing names its providers, each once; timeouts keep within the bound.</summary>
internal static class ModelRules
{
    public static void Check(RootConfig root, ProblemList problems)
    {
        foreach (var model in root.Models.Values)
        {
            RoutingRules.Check(model.Origin, model.Routing, model.Providers.Keys, problems);
            NamespaceRules.CheckName(model.Origin, model.Namespace, problems);
            TimeoutRules.Check(root, model.Timeouts, problems);
            foreach (var provider in model.Providers.Values)
            {
                TimeoutRules.Check(root, provider.Timeouts, problems);
            }
        }
    }
}
