using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Expansion;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Validation;

namespace TensorZero.Embedded.Configuration;

/// <summary>From files or C# to checked records: read, bind, expand, validate.</summary>
internal static class ConfigurationLoader
{
    /// <exception cref="ConfigurationException">Something is wrong; it lists everything.</exception>
    public static LoadedConfiguration Load(TensorZeroConfiguration configuration, IReadOnlySet<string>? customProviderTypes = null)
    {
        var problems = new ProblemList();
        var tree = configuration.Read(problems);
        // A text that is not understood would be followed by misleading problems.
        problems.ThrowIfErrors();

        var context = new BindingContext(problems, customProviderTypes);
        var written = TableReader.Read(tree, "", context, RootConfig.Bind);
        ConfigurationValidation.CheckWritten(written, problems);
        var root = ConfigurationExpansion.Expand(written, problems);
        ConfigurationValidation.CheckExpanded(root, problems);
        problems.ThrowIfErrors();

        var text = CanonicalForm.Write(tree, context.Files);
        return new LoadedConfiguration
        {
            Root = root,
            CanonicalText = text,
            Hash = CanonicalForm.Hash(text),
            Warnings = problems.Warnings,
        };
    }
}
