using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>The reply of everything that is counted or summed: a short list.</summary>
internal static class RowsReply
{
    public static Task SendAsync<T>(GatewayCall call, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write) =>
        call.ReplyAsync((name, rows, write), static (writer, state) =>
        {
            writer.WriteStartObject();
            WriteRows(writer, state.name, state.rows, state.write);
            writer.WriteEndObject();
        });

    public static void WriteRows<T>(Utf8JsonWriter writer, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            write(writer, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
