namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// An answer that began well. An error that comes later stands at its end, between two marks, and the connection breaks off behind it.
/// </summary>
internal sealed class ClickHouseReply(ClickHouseAddress database, HttpResponseMessage response, ClickHouseBody body, ClickHousePatience patience) : IDisposable
{
    public ClickHouseAddress Database => database;

    /// <summary>Reads some of the body; 0 at its end.</summary>
    public Task<int> ReadAsync(Memory<byte> buffer) => patience.WaitAsync(token => body.ReadAsync(buffer, token));

    /// <summary>For answers that have nothing to say but that all is done, or what went wrong after all.</summary>
    public async Task ReadToEndAsync()
    {
        using var rows = new ClickHouseRows(this);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
        }
    }

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
        patience.Dispose();
    }
}
