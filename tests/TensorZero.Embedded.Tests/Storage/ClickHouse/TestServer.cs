using TensorZero.Embedded.ClickHouseServer;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse;

/// <summary>
/// The ClickHouse server that all tests of the run share: the one that <c>TENSORZERO_TEST_CLICKHOUSE_URL</c> names, else one that is started
/// with the first test that needs it. Where neither can be, the running test is skipped with a reason; in CI that is a failure.
/// </summary>
internal static class TestServer
{
    private const string Variable = "TENSORZERO_TEST_CLICKHOUSE_URL";

    private static readonly Lazy<Task<ServerProcess>> Started = new(StartOwnAsync);

    /// <summary>Whether it is one of our own, with the users of <see cref="ServerUsers"/>.</summary>
    public static bool IsOurs => External is null;

    private static string? External => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url ? url : null;

    /// <summary>The server's address without a database.</summary>
    public static async Task<Uri> UrlAsync(string user = ServerUsers.Owner) =>
        External is { } external ? new Uri(external) : (await StartedAsync()).UrlOf(user);

    /// <summary>A server of the test's own, to be stopped and started; the caller disposes it.</summary>
    public static Task<ServerProcess> StartOwnAsync() => ServerProcess.StartNewAsync(RequireLibrary());

    /// <summary>The end of the run.</summary>
    public static async Task EndAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }

    private static Task<ServerProcess> StartedAsync()
    {
        RequireLibrary();
        return Started.Value;
    }

    private static string RequireLibrary()
    {
        if (ServerProcess.FindLibrary() is { } library)
        {
            return library;
        }

        var reason = $"No ClickHouse to test with: install the npm packages of tests/package.json as CONTRIBUTING.md says, or set {Variable}.";
        if (TestSuites.IsCi)
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
        throw new InvalidOperationException(reason);
    }
}
