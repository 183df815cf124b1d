using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.Targets;

/// <summary>What a request may name: the functions and the models of the configuration, not every shorthand there could be.</summary>
internal static class TargetList
{
    /// <summary>Functions first, each kind in ordinal order.</summary>
    public static IReadOnlyList<InferenceTarget> Of(TensorZeroEngine engine)
    {
        var targets = new List<InferenceTarget>();
        Add(targets, engine.FunctionNames, InferenceTarget.Function);
        Add(targets, engine.ModelNames, InferenceTarget.Model);
        return targets;
    }

    private static void Add(List<InferenceTarget> targets, IReadOnlyCollection<string> names, Func<string, InferenceTarget> make)
    {
        var sorted = new List<string>(names);
        sorted.Sort(StringComparer.Ordinal);
        foreach (var name in sorted)
        {
            // Functions that the library made itself, such as judges, are nobody's to call.
            if (!ReservedNames.Includes(name))
            {
                targets.Add(make(name));
            }
        }
    }
}
