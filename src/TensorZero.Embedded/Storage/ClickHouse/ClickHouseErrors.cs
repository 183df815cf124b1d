using System.Buffers;
using System.Globalization;
using System.Net;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Says in the library's terms what a server complained about. The server's own text stays out: it quotes the rows that it cannot read.
/// </summary>
internal static class ClickHouseErrors
{
    private const int MaxNameLength = 80;

    /// <param name="database">What it is about.</param>
    /// <param name="code">ClickHouse's number of the error.</param>
    /// <param name="text">What the server wrote, which ends with the error's name.</param>
    public static ObservabilityStoreException Translate(ClickHouseAddress database, int code, string text)
    {
        var failure = FailureOf(code);
        return new ObservabilityStoreException(
            failure,
            $"The ClickHouse database {database} {Explain(failure, code)} (ClickHouse error {code.ToString(CultureInfo.InvariantCulture)}"
            + $"{NameIn(text)}).",
            new ClickHouseException(code, text));
    }

    /// <summary>An answer that is no ClickHouse's, but that of something in between.</summary>
    public static ObservabilityStoreException Translate(ClickHouseAddress database, HttpStatusCode status)
    {
        var (failure, hint) = status switch
        {
            HttpStatusCode.RequestEntityTooLarge => (ObservabilityStoreFailure.Rejected, "the request is too large for what is in between"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                (ObservabilityStoreFailure.Unavailable, "check the user and the password in its URL"),
            HttpStatusCode.NotFound => (ObservabilityStoreFailure.Unavailable, "check that ClickHouse's HTTP interface is at this address"),
            _ => (ObservabilityStoreFailure.Unavailable, "check the server and what is in between"),
        };
        return new ObservabilityStoreException(
            failure, $"The ClickHouse database {database} cannot be used: the answer is HTTP {(int)status}; {hint}.");
    }

    public static ObservabilityStoreException Unreachable(ClickHouseAddress database, Exception error) => new(
        ObservabilityStoreFailure.Unavailable,
        $"The ClickHouse database {database} cannot be reached; check that the server runs and its URL is right ({error.Message}).",
        error);

    public static ObservabilityStoreException BrokenOff(ClickHouseAddress database, Exception? error = null) => new(
        ObservabilityStoreFailure.Unavailable,
        $"The ClickHouse database {database} broke off in the middle of an answer; check the server and what is in between.",
        error);

    public static ObservabilityStoreException TooSlow(ClickHouseAddress database, TimeSpan patience) => new(
        ObservabilityStoreFailure.Unavailable,
        $"The ClickHouse database {database} has been silent for {patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; "
        + "check its load.");

    public static ObservabilityStoreException Unreadable(ClickHouseAddress database, Exception error) => new(
        ObservabilityStoreFailure.InputOutput,
        $"The ClickHouse database {database} gave an answer that is no row; check what is in between.",
        error);

    private static ObservabilityStoreFailure FailureOf(int code) => (ClickHouseErrorCode)code switch
    {
        ClickHouseErrorCode.Readonly or ClickHouseErrorCode.TableIsReadOnly or ClickHouseErrorCode.AccessDenied
            or ClickHouseErrorCode.QueryIsProhibited => ObservabilityStoreFailure.ReadOnly,
        ClickHouseErrorCode.NotEnoughSpace or ClickHouseErrorCode.CannotWriteToFile => ObservabilityStoreFailure.Full,
        ClickHouseErrorCode.TooManyParts or ClickHouseErrorCode.TooManyQueries or ClickHouseErrorCode.MemoryLimitExceeded
            or ClickHouseErrorCode.DeadlockAvoided or ClickHouseErrorCode.QuotaExceeded
            or ClickHouseErrorCode.TimeoutExceeded => ObservabilityStoreFailure.Locked,
        ClickHouseErrorCode.IncorrectData or ClickHouseErrorCode.CannotParseText or ClickHouseErrorCode.CannotParseEscape
            or ClickHouseErrorCode.CannotParseQuotedString or ClickHouseErrorCode.CannotParseInput or ClickHouseErrorCode.CannotParseDate
            or ClickHouseErrorCode.CannotParseDateTime or ClickHouseErrorCode.CannotParseNumber or ClickHouseErrorCode.CannotParseBool
            or ClickHouseErrorCode.CannotParseUuid or ClickHouseErrorCode.ArgumentOutOfBound or ClickHouseErrorCode.TypeMismatch
            or ClickHouseErrorCode.TooLargeString or ClickHouseErrorCode.CannotInsertNull or ClickHouseErrorCode.DecimalOverflow
            or ClickHouseErrorCode.UnknownElementOfEnum or ClickHouseErrorCode.ConstraintViolated => ObservabilityStoreFailure.Rejected,
        ClickHouseErrorCode.UnknownTable or ClickHouseErrorCode.UnknownDatabase or ClickHouseErrorCode.AuthenticationFailed
            or ClickHouseErrorCode.UnknownUser or ClickHouseErrorCode.WrongPassword or ClickHouseErrorCode.RequiredPassword
            or ClickHouseErrorCode.AddressNotAllowed or ClickHouseErrorCode.SocketTimeout or ClickHouseErrorCode.NetworkError
            or ClickHouseErrorCode.NoKeeper or ClickHouseErrorCode.KeeperException or ClickHouseErrorCode.TooFewLiveReplicas
            or ClickHouseErrorCode.QueryWasCancelled or ClickHouseErrorCode.Aborted => ObservabilityStoreFailure.Unavailable,
        _ => ObservabilityStoreFailure.InputOutput,
    };

    private static string Explain(ObservabilityStoreFailure failure, int code) => failure switch
    {
        ObservabilityStoreFailure.ReadOnly => "can only be read by this user; give it the rights to write and to make tables",
        ObservabilityStoreFailure.Full => "cannot grow: the disk is full; make room",
        ObservabilityStoreFailure.Locked => "is too busy; check its load and its limits",
        ObservabilityStoreFailure.Rejected => "refuses rows for good",
        ObservabilityStoreFailure.Unavailable => (ClickHouseErrorCode)code switch
        {
            ClickHouseErrorCode.AuthenticationFailed or ClickHouseErrorCode.UnknownUser or ClickHouseErrorCode.WrongPassword
                or ClickHouseErrorCode.RequiredPassword or ClickHouseErrorCode.AddressNotAllowed =>
                "does not let this user in; check the user and the password in its URL",
            ClickHouseErrorCode.UnknownTable or ClickHouseErrorCode.UnknownDatabase =>
                "is not there, or a table of it is not; restart, or run `tensorzero migrate`",
            _ => "cannot be used at the moment; check the server",
        },
        _ => "failed; check the server's log",
    };

    /// <summary>The error's name in capital letters, which tells more than its number.</summary>
    private static string NameIn(string text)
    {
        for (var open = text.LastIndexOf('('); open >= 0; open = open == 0 ? -1 : text.LastIndexOf('(', open - 1))
        {
            var close = text.IndexOf(')', open);
            if (close > open + 1 && close - open <= MaxNameLength && text.AsSpan((open + 1)..close).IndexOfAnyExcept(NameLetters) < 0)
            {
                return $" {text[(open + 1)..close]}";
            }
        }

        return "";
    }

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}
