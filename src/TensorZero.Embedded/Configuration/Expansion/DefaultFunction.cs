using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Experimentation;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>The chat function behind requests that name only a model; its one variant is made of the model's name.</summary>
internal static class DefaultFunction
{
    public const string Name = "tensorzero::default";

    public static FunctionConfig Create()
    {
        var origin = new Origin(ConfigurationPath.Append("functions", Name), new TableNode());
        return new FunctionConfig
        {
            Origin = origin,
            Name = Name,
            Type = FunctionType.Chat,
            Variants = new Dictionary<string, VariantConfig>(),
            Experimentation = new FunctionExperimentationConfig { Origin = origin },
        };
    }
}
