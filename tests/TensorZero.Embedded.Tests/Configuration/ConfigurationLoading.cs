using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>Loads configurations as an engine does, templates and schemas included, but makes no provider.</summary>
internal static class ConfigurationLoading
{
    public static CheckedConfiguration Load(TensorZeroConfiguration configuration, params string[] customProviderTypes) =>
        CheckedConfiguration.Load(configuration, new ProblemList(), customProviderTypes.ToHashSet());

    /// <summary>Everything that loading reports, warnings too.</summary>
    public static IReadOnlyList<ConfigurationProblem> Problems(TensorZeroConfiguration configuration)
    {
        var problems = new ProblemList();
        try
        {
            _ = CheckedConfiguration.Load(configuration, problems);
        }
        catch (ConfigurationException)
        {
            // They stand in the list.
        }

        return problems.All;
    }
}
