using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>The functions that <c>[embedded.functions]</c> names are there.</summary>
internal static class EmbeddedRules
{
    public static void Check(RootConfig root, ProblemList problems)
    {
        foreach (var (name, function) in root.Embedded.Functions)
        {
            if (!root.Functions.ContainsKey(name))
            {
                problems.ErrorInSection(function.Origin, $"no function \"{name}\"", NearName.Hint(name, root.Functions.Keys));
            }
        }
    }
}
