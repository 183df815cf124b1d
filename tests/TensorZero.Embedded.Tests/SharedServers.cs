using TensorZero.Embedded.Tests.Storage.ClickHouse;
using TensorZero.Embedded.Tests.Storage.Postgres;

namespace TensorZero.Embedded.Tests;

/// <summary>Ends with the run what its tests started and share.</summary>
[SetUpFixture]
internal sealed class SharedServers
{
    [OneTimeTearDown]
    public static Task EndAsync() => Task.WhenAll(TestServer.EndAsync(), PostgresTestServer.EndAsync());
}
