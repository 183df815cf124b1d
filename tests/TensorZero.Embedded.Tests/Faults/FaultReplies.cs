using System.Text.Json;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>Replies that go wrong in the same way whoever the provider is.</summary>
internal static class FaultReplies
{
    public static FaultReply Unauthorized() => Error(401, "invalid_api_key", "Incorrect API key provided.");

    public static FaultReply TooManyRequests(int retryAfterSeconds) =>
        Error(429, "rate_limit_exceeded", "Too many requests.", $"Retry-After: {retryAfterSeconds}");

    public static FaultReply ServerError() => Error(500, "server_error", "The server had an error.");

    public static FaultReply HtmlErrorPage(int status = 502) =>
        FaultReply.Whole(status, "text/html", "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>");

    public static FaultReply MalformedJson() => FaultReply.Whole(200, "application/json", """{"id": "1", "choices": [{"message": """);

    /// <summary>JSON whose text holds a byte that no UTF-8 has.</summary>
    public static FaultReply InvalidUtf8() =>
        FaultReply.Whole(200, "application/json", [.. "{\"id\": \""u8, 0xFF, .. "\"}"u8]);

    /// <summary>A JSON string without end, as long as asked, sent as fast as it is read.</summary>
    public static FaultReply Oversized(long bytes)
    {
        var part = new byte[64 * 1024];
        Array.Fill(part, (byte)'a');
        return FaultReply.Chunked(200, "application/json", Parts());

        IEnumerable<ReadOnlyMemory<byte>> Parts()
        {
            yield return "\""u8.ToArray();
            for (var sent = 1L; sent < bytes; sent += part.Length)
            {
                yield return part.AsMemory(0, (int)Math.Min(part.Length, bytes - sent));
            }
        }
    }

    private static FaultReply Error(int status, string code, string message, params ReadOnlySpan<string> headers)
    {
        var body = JsonSerializer.Serialize(new { error = new { type = code, code, message } });
        return FaultReply.Whole(status, "application/json", body, headers);
    }
}
