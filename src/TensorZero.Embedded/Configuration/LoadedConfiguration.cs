using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration;

/// <summary>A configuration that is bound, expanded and checked, as far as it can be without parsing templates and schemas.</summary>
/// <param name="Root">
/// Everything; evaluators, built-in functions and deprecated forms already turned into ordinary functions and metrics.
/// </param>
/// <param name="Tree">What was written.</param>
/// <param name="Files">The files that it names.</param>
internal sealed record LoadedConfiguration(RootConfig Root, TableNode Tree, ReferencedFiles Files)
{
    /// <summary>The configuration as TOML with sorted keys and the contents of its files; loads again.</summary>
    /// <param name="includedTemplates">What its templates include besides, by name.</param>
    public string WriteCanonicalText(IReadOnlyDictionary<string, string> includedTemplates) =>
        CanonicalForm.Write(Tree, Files, Root.Gateway.AllowsIncludes ? includedTemplates : null);
}
