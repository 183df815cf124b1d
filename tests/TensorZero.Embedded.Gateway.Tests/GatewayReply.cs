using System.Text.Json;

namespace TensorZero.Embedded.Gateway.Tests;

/// <summary>A reply of the gateway, read to its end.</summary>
internal sealed record GatewayReply(int Status, string? ContentType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The data of a stream's events.</summary>
    public IReadOnlyList<string> Events =>
        [.. Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(text => !text.StartsWith(':')).Select(text => text["data: ".Length..])];

    /// <summary>The message of a TensorZero error.</summary>
    public string Error => Json.GetProperty("error").GetString()!;

    public static async Task<GatewayReply> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
}
