namespace TensorZero.Embedded;

/// <summary>
/// Rewrites content before it is recorded or traced, for example to take out personal data. What callers and models see stays as it is. Must be
/// thread-safe and quick: it runs on the request's way.
/// </summary>
public interface IContentRedactor
{
    /// <summary>
    /// The text to record in place of <paramref name="text"/>: a message, a tool's arguments or result, a JSON answer, a raw request or
    /// reply, a text within <c>extra_body</c>, or an error, which may quote a provider that quotes the input.
    /// </summary>
    /// <param name="functionName">The function that was called.</param>
    /// <param name="text">The text as it would be recorded.</param>
    string Redact(string functionName, string text);
}
