using System.Text;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Rows;

internal static class CachedReplyRow
{
    public const string Table = "model_inference_cache";

    public const string Columns = "key, timestamp, output, raw_request, raw_response, input_tokens, output_tokens, finish_reason";

    public static void Write(RowWriter row, CachedReply reply) => row
        .Bind(reply.Key.Hex)
        .Bind(reply.Time)
        .Bind(reply.Output)
        .Bind(reply.RawRequest)
        .Bind(reply.RawResponse)
        .Bind(reply.InputTokens)
        .Bind(reply.OutputTokens)
        .Bind(reply.FinishReason is { } reason ? ContentJsonWords.Of(reason) : null)
        .Execute();

    public static CachedReply Read(StoredRow row) => new()
    {
        Key = new CacheKey(row.GetText(0)),
        Time = row.GetTime(1),
        Output = row.GetText(2),
        RawRequest = Utf8(row.GetOptionalText(3)),
        RawResponse = Utf8(row.GetOptionalText(4)),
        InputTokens = row.GetOptionalNumber(5),
        OutputTokens = row.GetOptionalNumber(6),
        FinishReason = row.GetOptionalText(7) is { } reason ? ContentJsonWords.ParseFinishReason(reason) : null,
    };

    private static byte[] Utf8(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);
}
