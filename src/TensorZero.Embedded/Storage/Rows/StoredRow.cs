using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>Reads the columns of one row as the types that were written.</summary>
internal abstract class StoredRow
{
    public abstract bool IsDBNull(int column);

    public abstract Guid GetId(int column);

    public abstract string GetText(int column);

    public abstract long GetInt64(int column);

    public abstract double GetDouble(int column);

    public abstract bool GetFlag(int column);

    public abstract DateTimeOffset GetTime(int column);

    /// <summary>Dollars, without zeros at their end.</summary>
    public abstract decimal GetMoney(int column);

    protected abstract ReadOnlyMemory<byte> GetUtf8(int column);

    public Guid? GetOptionalId(int column) => IsDBNull(column) ? null : GetId(column);

    public string? GetOptionalText(int column) => IsDBNull(column) ? null : GetText(column);

    public long? GetOptionalNumber(int column) => IsDBNull(column) ? null : GetInt64(column);

    public bool? GetOptionalFlag(int column) => IsDBNull(column) ? null : GetFlag(column);

    public decimal? GetOptionalMoney(int column) => IsDBNull(column) ? null : GetMoney(column);

    public DateTimeOffset? GetOptionalTime(int column) => IsDBNull(column) ? null : GetTime(column);

    public TimeSpan GetDuration(int column) => TimeSpan.FromMilliseconds(GetInt64(column));

    public TimeSpan? GetOptionalDuration(int column) => IsDBNull(column) ? null : GetDuration(column);

    public JsonElement GetJson(int column) => JsonElements.ParseElement(GetUtf8(column));

    public JsonElement? GetOptionalJson(int column) => IsDBNull(column) ? null : GetJson(column);

    public InferenceInput? GetOptionalInput(int column) => GetOptionalJson(column) is { } json ? ContentJson.ReadInput(json) : null;

    public IReadOnlyList<ContentBlock> GetContent(int column) => GetOptionalJson(column) is { } json ? ContentJson.ReadOutput(json) : [];

    public IReadOnlyDictionary<string, string> GetTags(int column) => TagColumn.Read(GetJson(column));

    public ChatCompletionParams GetParams(int column) => ContentJsonParams.Read(GetJson(column));

    public IReadOnlyList<ExtraBody> GetExtraBody(int column) => GetOptionalJson(column) is { } json ? ContentJsonExtraBody.Read(json) : [];

    /// <summary>A chat function's output is a list of blocks, a JSON function's an object.</summary>
    public StoredOutput? GetOptionalOutput(int column) => GetOptionalJson(column) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } content => new StoredOutput(ContentJson.ReadOutput(content), null),
        { } output => new StoredOutput([], ContentJson.ReadJsonOutput(output)),
    };

    /// <summary>Reads the whole row, whose first column is its id.</summary>
    /// <exception cref="ObservabilityStoreException">A column holds what this library does not write.</exception>
    public T Read<T>(Func<StoredRow, Guid, T> read)
    {
        var id = GetId(0);
        try
        {
            return read(this, id);
        }
        catch (Exception error) when (error is JsonException or ContentJsonException or FormatException or InvalidOperationException)
        {
            throw new ObservabilityStoreException(
                ObservabilityStoreFailure.Corrupt,
                $"The row of {id} cannot be read: it was not written by this library, or was changed since ({error.GetType().Name}).",
                error);
        }
    }
}
