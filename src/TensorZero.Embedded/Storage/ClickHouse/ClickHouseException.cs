namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// What a server said, for who debugs it. Only an inner exception: the text may quote recorded content, so it is no part of the message.
/// </summary>
internal sealed class ClickHouseException(int code, string text) : Exception($"ClickHouse error {code}")
{
    public int Code { get; } = code;

    /// <summary>The server's own words.</summary>
    public string Text { get; } = text;
}
