using System.Text.Json;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;
using TensorZero.Embedded.Configuration.Validation;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Compiles variants that come with a request instead of the configuration. Their templates are given inline; a path is refused, so that a
/// request cannot read files.
/// </summary>
internal sealed class DynamicVariants(RootConfig root, ModelTable models, EngineParts parts)
{
    /// <exception cref="InvalidInferenceRequestException">The variant is wrong; every reason is listed.</exception>
    public Variant Compile(string functionName, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("it must be a JSON object");
        }

        var problems = new ProblemList();
        var context = new BindingContext(problems, inlineFilesOnly: true);
        var config = TableReader.Read(JsonNodeReader.ReadTable(json), "", context, table => VariantTypes.Bind(Variant.DynamicName, table));
        var variant = config is null ? null : Compile(root.Functions[functionName], config, problems);
        return variant is null || problems.HasErrors
            ? throw Invalid(string.Join("; ", problems.All.Select(problem => $"{problem.Path}: {problem.Message}")))
            : variant;
    }

    private Variant? Compile(FunctionConfig function, VariantConfig config, ProblemList problems)
    {
        ConfigurationValidation.CheckVariant(root, function, config, problems);
        var templates = TemplateCatalog.Compile(function, config, problems);
        return problems.HasErrors ? null : new VariantCompiler(models, parts, templates, problems).Compile(function, config);
    }

    private static InvalidInferenceRequestException Invalid(string reason) =>
        new(InferenceRequestError.InvalidRequest, $"the dynamic variant cannot be used: {reason}");
}
