namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>Moments as rows hold them: to the millisecond, in UTC.</summary>
internal static class PostgresTime
{
    public static DateTime Of(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()).UtcDateTime;
}
