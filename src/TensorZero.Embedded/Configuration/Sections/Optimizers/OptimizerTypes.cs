using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Binds an optimizer by its <c>type</c>.</summary>
internal static class OptimizerTypes
{
    private static readonly string[] All = ["dicl", "openai_sft", "openai_rft", "fireworks_sft", "gcp_vertex_gemini_sft", "gepa", "together_sft"];

    /// <summary>Null after reporting an unknown type.</summary>
    public static OptimizerConfig? Bind(string name, TableReader table) => table.RequiredType("optimizer", All) switch
    {
        "dicl" => DiclOptimizerConfig.Bind(name, table),
        "openai_sft" => OpenAiSftOptimizerConfig.Bind(name, table),
        "openai_rft" => OpenAiRftOptimizerConfig.Bind(name, table),
        "fireworks_sft" => FireworksSftOptimizerConfig.Bind(name, table),
        "gcp_vertex_gemini_sft" => GcpVertexGeminiSftOptimizerConfig.Bind(name, table),
        "gepa" => GepaOptimizerConfig.Bind(name, table),
        "together_sft" => TogetherSftOptimizerConfig.Bind(name, table),
        _ => null,
    };
}
