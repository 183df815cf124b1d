using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;
using TensorZero.Embedded.Configuration.Validation;

namespace TensorZero.Embedded.Configuration;

/// <summary>A variant that comes with a request. Its templates come as texts; it may name no files.</summary>
internal static class DynamicVariant
{
    public const string Name = "tensorzero::dynamic_variant";

    /// <exception cref="ConfigurationException">Something is wrong with it; the exception lists everything.</exception>
    public static VariantConfig Load(JsonElement json, FunctionConfig function, RootConfig root)
    {
        const string path = "internal_dynamic_variant_config";
        var problems = new ProblemList();
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Error(null, path, "expected an object");
            problems.ThrowIfErrors();
        }

        var context = new BindingContext(problems, inlineFilesOnly: true);
        var variant = TableReader.Read(JsonNodeReader.ReadTable(json), path, context, table => VariantTypes.Bind(Name, table));
        if (variant is not null)
        {
            ConfigurationValidation.CheckVariant(root, function, variant, problems);
        }

        problems.ThrowIfErrors();
        return variant!;
    }
}
