using System.Globalization;
using System.Net.Http.Headers;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>How long a provider asks to wait: <c>retry-after-ms</c>, or <c>Retry-After</c> in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    // What a server can mean; more is a mistake, and TimeSpan would overflow far beyond it.
    private const double MaxSeconds = 366 * 24 * 3600;

    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider timeProvider)
    {
        if (ReadNumber(headers, "retry-after-ms") is { } milliseconds)
        {
            return FromSeconds(milliseconds / 1000);
        }

        if (ReadNumber(headers, "Retry-After") is { } seconds)
        {
            return FromSeconds(seconds);
        }

        return headers.RetryAfter?.Date is { } date ? FromSeconds((date - timeProvider.GetUtcNow()).TotalSeconds) : null;
    }

    private static double? ReadNumber(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.FirstOrDefault(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static TimeSpan FromSeconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, MaxSeconds));
}
