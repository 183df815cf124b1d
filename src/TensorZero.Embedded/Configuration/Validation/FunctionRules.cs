using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>The tools that a function names are there.</summary>
internal static class FunctionRules
{
    public static void Check(RootConfig root, FunctionConfig function, ProblemList problems)
    {
        foreach (var (index, name) in function.Tools.Index())
        {
            if (!root.Tools.ContainsKey(name))
            {
                problems.ErrorInItem(function.Origin, "tools", index, $"no tool \"{name}\"", NearName.Hint(name, root.Tools.Keys));
            }
            else if (function.Tools.Take(index).Contains(name))
            {
                problems.ErrorInItem(function.Origin, "tools", index, $"`{name}` is listed twice");
            }
        }
    }
}
