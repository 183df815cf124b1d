using System.Text.Json.Serialization;

namespace TensorZero.Embedded.SideBySide.InProcess;

internal sealed record Shop(string Name)
{
    [JsonPropertyName("shop")]
    public string Name { get; } = Name;
}

internal sealed record CustomerMessage(string Name, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Shop))]
[JsonSerializable(typeof(CustomerMessage))]
internal sealed partial class ArgumentsJson : JsonSerializerContext;
