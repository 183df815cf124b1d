using TensorZero.Embedded.Tests.Storage.ClickHouse;

namespace TensorZero.Embedded.Tests;

/// <summary>Ends with the run what its tests started and share.</summary>
[SetUpFixture]
internal sealed class SharedServers
{
    [OneTimeTearDown]
    public static Task EndAsync() => TestServer.EndAsync();
}
