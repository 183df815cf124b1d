using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>
/// <c>time_window</c> and <c>max_periods</c> of the query string: the length of periods, null for all time as one, and how many whole ones are
/// shown before the one with the newest inference.
/// </summary>
internal readonly record struct TimeWindow(TimePeriod? Period, int MaxPeriods)
{
    private const string Cumulative = "cumulative";

    /// <param name="call">The request.</param>
    /// <param name="maxPeriods">How many periods unless it says; null when it must.</param>
    /// <exception cref="GatewayException">It says neither a window nor a number, or something else.</exception>
    public static TimeWindow Read(GatewayCall call, int? maxPeriods = null)
    {
        var word = call.QueryText("time_window");
        var period = EnumWords<TimePeriod>.Find(word);
        if (period is null && word != Cumulative)
        {
            throw new GatewayException(
                StatusCodes.Status400BadRequest,
                "Expected minute, hour, day, week, month or cumulative as `time_window` in the query string.");
        }

        return new TimeWindow(period, call.QueryCount("max_periods") ?? maxPeriods ?? throw new GatewayException(
            StatusCodes.Status400BadRequest, "Expected a whole number of at least 0 as `max_periods` in the query string."));
    }

    /// <summary>When the first period that is shown begins; null for all time, and when there is no inference.</summary>
    public async ValueTask<DateTimeOffset?> FindBeginningAsync(GatewayCall call, string? functionName) =>
        Period is not null && await NewestAsync(call, functionName).ConfigureAwait(false) is { } newest ? BeginningBefore(newest) : null;

    /// <inheritdoc cref="FindBeginningAsync"/>
    public DateTimeOffset? BeginningBefore(DateTimeOffset newest) =>
        Period is { } period ? Back(period, Begin(period, newest.UtcDateTime), MaxPeriods) : null;

    /// <summary>A length of this window before the newest inference; null for all time, and when there is none.</summary>
    public async ValueTask<DateTimeOffset?> FindLengthBackAsync(GatewayCall call) =>
        Period is { } period && await NewestAsync(call, null).ConfigureAwait(false) is { } newest ? Back(period, newest.UtcDateTime, 1) : null;

    private static async ValueTask<DateTimeOffset?> NewestAsync(GatewayCall call, string? functionName)
    {
        var query = new InferenceQuery { FunctionName = functionName, Limit = 1, OutputSource = InferenceOutputSource.None };
        await foreach (var newest in call.Engine.History.ListAsync(query, call.Aborted).ConfigureAwait(false))
        {
            return newest.Timestamp;
        }

        return null;
    }

    private static DateTime Begin(TimePeriod period, DateTime time) => period switch
    {
        TimePeriod.Minute => new DateTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, DateTimeKind.Utc),
        TimePeriod.Hour => new DateTime(time.Year, time.Month, time.Day, time.Hour, 0, 0, DateTimeKind.Utc),
        TimePeriod.Day => time.Date,
        TimePeriod.Week => time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7)),
        _ => new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    /// <summary>Not before 1970: nothing is recorded before.</summary>
    private static DateTimeOffset Back(TimePeriod period, DateTime time, int count)
    {
        var most = (time - DateTime.UnixEpoch).TotalMinutes;
        var length = period switch
        {
            TimePeriod.Minute => TimeSpan.FromMinutes(1),
            TimePeriod.Hour => TimeSpan.FromHours(1),
            TimePeriod.Day => TimeSpan.FromDays(1),
            TimePeriod.Week => TimeSpan.FromDays(7),
            _ => TimeSpan.FromDays(28),
        };
        return count * length.TotalMinutes >= most ? DateTimeOffset.UnixEpoch
            : period == TimePeriod.Month ? time.AddMonths(-count) : time - (count * length);
    }
}
