using System.Text.Json;
using TensorZero.Embedded.Gateway.Targets;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>A response as it is asked for.</summary>
/// <param name="Inference">The inference.</param>
/// <param name="Target">What was named.</param>
/// <param name="Asked">The request's body: answers repeat parts of it.</param>
/// <param name="Created">When it was asked for, in seconds since 1970.</param>
internal sealed record ResponseCall(InferenceCall Inference, InferenceTarget Target, JsonElement Asked, long Created);
