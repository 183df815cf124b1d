using TensorZero.Embedded.Gateway.Targets;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>A request for a message.</summary>
/// <param name="Target">What it is for.</param>
/// <param name="Inference">The same as an inference.</param>
internal sealed record MessagesCall(InferenceTarget Target, InferenceCall Inference);
