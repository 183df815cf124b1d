using System.Text.Json.Serialization;

namespace TensorZero.Embedded.SideBySide.Reference;

internal sealed record ChatRequest(string Model, ChatMessage[] Messages, double Temperature, int MaxCompletionTokens, bool Stream);

internal sealed record ChatMessage(string? Role, string? Content);

internal sealed record ChatReply(string Id, ChatChoice[] Choices, ChatUsage? Usage);

internal sealed record ChatChoice(int Index, ChatMessage? Message, ChatMessage? Delta, string? FinishReason);

internal sealed record ChatUsage(int PromptTokens, int CompletionTokens, int TotalTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatReply))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
