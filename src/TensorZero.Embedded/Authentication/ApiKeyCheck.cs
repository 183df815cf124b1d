namespace TensorZero.Embedded.Authentication;

/// <summary>Whether a request may enter.</summary>
/// <param name="PublicId">The public id of its key, when it may.</param>
/// <param name="Problem">Why it may not, in TensorZero's words; otherwise null. Never holds any part of a key.</param>
internal readonly record struct ApiKeyCheck(string? PublicId, string? Problem)
{
    /// <summary>The error to answer with, and status 401; null when the request may enter.</summary>
    public string? Error => Problem is null ? null : $"TensorZero authentication error: {Problem}";

    public static ApiKeyCheck Passed(string publicId) => new(publicId, null);

    public static ApiKeyCheck Refused(string reason) => new(null, $"Error performing authentication: {reason}");

    public static ApiKeyCheck BadFormat(string reason) => new(null, $"Invalid format for TensorZero API key: {reason}");
}
