using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Models;
using TensorZero.Embedded.Configuration.Sections.Optimizers;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>The functions and models that optimizers name are there.</summary>
internal static class OptimizerRules
{
    public static void Check(RootConfig root, ProblemList problems)
    {
        foreach (var optimizer in root.Optimizers.Values)
        {
            switch (optimizer)
            {
                case DiclOptimizerConfig dicl:
                    CheckFunction(root, dicl, dicl.FunctionName, problems);
                    VariantReferenceRules.CheckModel(
                        dicl.Origin, "embedding_model", dicl.EmbeddingModel, root.EmbeddingModels.Keys, ShorthandName.EmbeddingTypes, problems);
                    break;
                case GepaOptimizerConfig gepa:
                    CheckFunction(root, gepa, gepa.FunctionName, problems);
                    CheckModel(root, gepa, "analysis_model", gepa.AnalysisModel, problems);
                    CheckModel(root, gepa, "mutation_model", gepa.MutationModel, problems);
                    break;
            }
        }
    }

    private static void CheckModel(RootConfig root, OptimizerConfig optimizer, string key, string name, ProblemList problems) =>
        VariantReferenceRules.CheckModel(optimizer.Origin, key, name, root.Models.Keys, ShorthandName.ChatTypes, problems);

    private static void CheckFunction(RootConfig root, OptimizerConfig optimizer, string name, ProblemList problems)
    {
        if (name.Length > 0 && !root.Functions.ContainsKey(name))
        {
            problems.ErrorInKey(optimizer.Origin, "function_name", $"no function \"{name}\"", NearName.Hint(name, root.Functions.Keys));
        }
    }
}
