namespace TensorZero.Embedded.Tests.Storage.Postgres;

/// <summary>
/// The PostgreSQL server that all tests of the run share: the one that <c>TENSORZERO_TEST_POSTGRES_URL</c> names, whose user must be a
/// superuser, else one that is started with the first test that needs it. Where neither can be, the running test is skipped with a reason; in
/// CI that is a failure.
/// </summary>
internal static class PostgresTestServer
{
    private const string Variable = "TENSORZERO_TEST_POSTGRES_URL";

    private static readonly Lazy<Task<PostgresServer>> Started = new(StartOwnAsync);

    /// <summary>The superuser's address, without a database.</summary>
    public static async Task<string> UrlAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } external)
        {
            return external;
        }

        RequireBinaries();
        return (await Started.Value).Url;
    }

    /// <summary>A server of the test's own, to be stopped and started; the caller disposes it.</summary>
    public static Task<PostgresServer> StartOwnAsync() => PostgresServer.StartNewAsync(RequireBinaries());

    /// <summary>The end of the run.</summary>
    public static async Task EndAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    private static string RequireBinaries()
    {
        if (PostgresServer.FindBinaries() is { } binaries)
        {
            return binaries;
        }

        const string Reason = $"No PostgreSQL to test with: install Debian's package postgresql, or set {Variable}.";
        if (TestSuites.IsCi)
        {
            Assert.Fail(Reason);
        }

        Assert.Ignore(Reason);
        throw new InvalidOperationException(Reason);
    }
}
