using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>Whether the gateway is there, and whether it can work. Both need no key.</summary>
internal static class StatusRoutes
{
    public static Task StatusAsync(GatewayCall call) => call.ReplyAsync(call.Engine.ConfigurationHash, static (writer, hash) =>
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, "ok"u8);
        writer.WriteString("version"u8, ServedEngine.Version);
        writer.WriteString("config_hash"u8, hash);
        writer.WriteEndObject();
    });

    public static async Task HealthAsync(GatewayCall call)
    {
        var isStoreWell = await IsStoreWellAsync(call).ConfigureAwait(false);
        var status = isStoreWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await JsonReply.SendAsync(call.Http, status, (call.Engine, isStoreWell), static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WriteString("gateway"u8, "ok"u8);
            if (state.Engine.StoreKind is { } store)
            {
                writer.WriteString(store, state.isStoreWell ? "ok"u8 : "error"u8);
                WriteRecords(writer, state.Engine);
            }

            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>What TensorZero has not: how far recording is behind, and what it lost.</summary>
    private static void WriteRecords(Utf8JsonWriter writer, TensorZeroEngine engine)
    {
        var counters = engine.RecordCounters;
        writer.WriteStartObject("records"u8);
        writer.WriteNumber("waiting"u8, counters.Waiting);
        writer.WriteNumber("dropped"u8, counters.Dropped);
        writer.WriteNumber("failed"u8, counters.Failed);
        if (engine.JournalStatus is { } journal)
        {
            writer.WriteNumber("oldest_seconds"u8, (long)(journal.Age?.TotalSeconds ?? 0));
            writer.WriteNumber("journal_bytes"u8, journal.Bytes);
            writer.WriteNumber("quarantined"u8, journal.Quarantined);
            writer.WriteNumber("damaged_bytes"u8, journal.DamagedBytes);
            writer.WriteNumber("sync_failures"u8, journal.SyncFailures);
        }

        writer.WriteEndObject();
    }

    private static async Task<bool> IsStoreWellAsync(GatewayCall call)
    {
        try
        {
            await call.Engine.CheckStoreAsync(call.Aborted).ConfigureAwait(false);
            return true;
        }
        catch (ObservabilityStoreException exception)
        {
            GatewayLog.StoreFails(call.Served.Logger, exception.Message);
            return false;
        }
    }
}
