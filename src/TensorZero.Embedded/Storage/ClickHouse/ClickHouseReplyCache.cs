using System.Globalization;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Cached answers in TensorZero's table, whose own entries stand under other keys: its hash is another one. Rows under one key are merged in
/// the background, to the newest.
/// </summary>
internal sealed class ClickHouseReplyCache(ClickHouseClient client) : IReplyCache
{
    private const string Table = "ModelInferenceCache";

    public async ValueTask<CachedReply?> FindAsync(CacheKey key, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var age = since is { } moment ? $"AND timestamp >= toDateTime({parameters.Add(moment)})" : "";
        return await client
            .FindAsync(
                $"""
                SELECT long_cache_key, toUnixTimestamp(timestamp) * 1000, output, nullIf(raw_request, ''), nullIf(raw_response, ''),
                    input_tokens, output_tokens, finish_reason
                FROM {Table}
                WHERE short_cache_key = toUInt64({parameters.Add(ShortKey(key))}) AND long_cache_key = {parameters.Add(key.Hex)}
                    AND NOT is_deleted {age}
                ORDER BY timestamp DESC LIMIT 1
                """,
                parameters,
                CachedReplyRow.Read,
                cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask WriteAsync(IReadOnlyList<CachedReply> replies, CancellationToken cancellationToken)
    {
        using var rows = client.NewBlock(Table);
        foreach (var reply in replies)
        {
            rows.BeginRow()
                .Write("short_cache_key"u8, ShortKey(reply.Key))
                .Write("long_cache_key"u8, reply.Key.Hex)
                .Write("timestamp"u8, (long?)reply.Time.ToUnixTimeSeconds())
                .Write("output"u8, reply.Output)
                .Write("raw_request"u8, reply.RawRequest)
                .Write("raw_response"u8, reply.RawResponse)
                .WriteCount("input_tokens"u8, reply.InputTokens)
                .WriteCount("output_tokens"u8, reply.OutputTokens)
                .Write("finish_reason"u8, reply.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null)
                .EndRow();
        }

        await client.InsertAsync(rows, $"{replies[0].Key.Hex}-{replies[0].Time.Ticks}", cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<long> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var condition = $"timestamp < toDateTime({parameters.Add(moment)})";
        var count = await client
            .FindAsync($"SELECT count() FROM {Table} WHERE {condition}", parameters, static row => row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        if (count > 0)
        {
            await client
                .ExecuteAsync($"DELETE FROM {Table} WHERE {condition}", parameters, ClickHouseScope.Database, cancellationToken)
                .ConfigureAwait(false);
        }

        return count;
    }

    private static string ShortKey(CacheKey key) => key.Short.ToString(CultureInfo.InvariantCulture);
}
