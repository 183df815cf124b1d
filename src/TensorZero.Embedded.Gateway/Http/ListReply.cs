using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>
/// Sends a list of any length as it is read, in little memory. A failure before the first item is an ordinary reply; one after it
/// breaks the reply off, which a client notices because its end is missing.
/// </summary>
internal static class ListReply
{
    private const int BytesBetweenFlushes = 64 * 1024;

    /// <param name="call">The request.</param>
    /// <param name="name">The list's name in the reply's object.</param>
    /// <param name="items">The items.</param>
    /// <param name="write">Writes one of them.</param>
    public static async Task SendAsync<T>(GatewayCall call, string name, IAsyncEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var enumerator = items.GetAsyncEnumerator(call.Aborted);
        await using var disposal = enumerator.ConfigureAwait(false);
        var isThere = await enumerator.MoveNextAsync().ConfigureAwait(false);

        var response = call.Http.Response;
        response.ContentType = "application/json";
        await response.StartAsync(call.Aborted).ConfigureAwait(false);
        using var writer = new Utf8JsonWriter(response.BodyWriter, ContentJson.WriterOptions);
        writer.WriteStartObject();
        writer.WriteStartArray(name);
        var flushed = 0L;
        while (isThere)
        {
            write(writer, enumerator.Current);
            if (writer.BytesCommitted + writer.BytesPending - flushed >= BytesBetweenFlushes)
            {
                writer.Flush();
                await response.BodyWriter.FlushAsync(call.Aborted).ConfigureAwait(false);
                flushed = writer.BytesCommitted;
            }

            isThere = await enumerator.MoveNextAsync().ConfigureAwait(false);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        await response.BodyWriter.FlushAsync(call.Aborted).ConfigureAwait(false);
    }
}
