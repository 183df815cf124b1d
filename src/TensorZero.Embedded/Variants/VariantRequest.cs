using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Variants;

/// <summary>What a variant is asked: a checked input and what the request says beside it.</summary>
internal sealed class VariantRequest
{
    public required Function Function { get; init; }

    public required InferenceInput Input { get; init; }

    /// <summary>The request's settings, which win over the variant's.</summary>
    public required ChatCompletionParams Params { get; init; }

    /// <summary>What the answer must fit: the request's schema, else the function's; null for none.</summary>
    public required JsonSchema? OutputSchema { get; init; }

    public required ToolSet? Tools { get; init; }

    public required CallContext Context { get; init; }
}
