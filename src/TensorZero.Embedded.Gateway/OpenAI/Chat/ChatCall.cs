using TensorZero.Embedded.Gateway.Targets;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>A chat completion as it is asked for.</summary>
/// <param name="Inference">The inference.</param>
/// <param name="Target">What was named.</param>
/// <param name="IncludesUsage">Whether a stream ends with its usage.</param>
/// <param name="Created">When it was asked for, in seconds since 1970.</param>
internal sealed record ChatCall(InferenceCall Inference, InferenceTarget Target, bool IncludesUsage, long Created);
