using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Engine;

/// <summary>A configuration in which nothing is wrong: bound, expanded, its templates and schemas compiled. No provider is made yet.</summary>
internal sealed class CheckedConfiguration
{
    private CheckedConfiguration(LoadedConfiguration loaded, TemplateCatalog templates, SchemaCatalog schemas)
    {
        (Root, Files, Templates, Schemas) = (loaded.Root, loaded.Files.Paths, templates, schemas);
        CanonicalText = loaded.WriteCanonicalText(templates.Included);
        Hash = CanonicalForm.Hash(CanonicalText);
    }

    public RootConfig Root { get; }

    /// <summary>The absolute paths of the files that the configuration names.</summary>
    public IReadOnlyCollection<string> Files { get; }

    public TemplateCatalog Templates { get; }

    public SchemaCatalog Schemas { get; }

    /// <summary>The configuration as TOML with sorted keys and the contents of all its files, included templates too; loads again.</summary>
    public string CanonicalText { get; }

    /// <summary>SHA-256 of <see cref="CanonicalText"/>, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Does everything that needs no provider, and reports everything that is wrong.</summary>
    /// <exception cref="ConfigurationException">Something is wrong; it lists everything.</exception>
    public static CheckedConfiguration Load(
        TensorZeroConfiguration configuration, ProblemList problems, IReadOnlySet<string>? customProviderTypes = null)
    {
        var loaded = ConfigurationLoader.Load(configuration, problems, customProviderTypes);
        var templates = TemplateCatalog.Compile(loaded.Root, problems);
        var schemas = SchemaCatalog.Compile(loaded.Root, problems);
        problems.ThrowIfErrors();
        return new CheckedConfiguration(loaded, templates, schemas);
    }
}
