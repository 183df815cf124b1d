using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Expansion;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Validation;

namespace TensorZero.Embedded.Configuration;

/// <summary>From files or C# to checked records: read, bind, expand, validate.</summary>
internal static class ConfigurationLoader
{
    /// <summary>Reports what is wrong and goes on, so that more can be found.</summary>
    /// <exception cref="ConfigurationException">The text itself is not understood; it lists everything.</exception>
    public static LoadedConfiguration Load(
        TensorZeroConfiguration configuration, ProblemList problems, IReadOnlySet<string>? customProviderTypes = null)
    {
        var tree = configuration.Read(problems);
        // A text that is not understood would be followed by misleading problems.
        problems.ThrowIfErrors();

        var context = new BindingContext(problems, customProviderTypes);
        var written = TableReader.Read(tree, "", context, RootConfig.Bind);
        ConfigurationValidation.CheckWritten(written, problems);
        var root = ConfigurationExpansion.Expand(written, problems);
        ConfigurationValidation.CheckExpanded(root, problems);
        return new LoadedConfiguration(root, tree, context.Files);
    }
}
