using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Tests.Storage.ClickHouse;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

internal sealed class ClickHouseUnderTest : StoreUnderTest
{
    public override async Task<EmptyStore> OpenEmptyAsync()
    {
        var database = await TestDatabase.MigratedAsync();
        var opened = ClickHouseStoreFactory.Instance.Open(database.Url, new StoreSettings(TimeProvider.System, NullLoggerFactory.Instance));
        return new EmptyStore(opened.Records, database);
    }

    public override async Task<EngineDatabase> ForEngineAsync()
    {
        var server = await TestServer.StartOwnAsync();
        var folder = Directory.CreateTempSubdirectory("tensorzero-").FullName;
        return new EngineDatabase
        {
            Choose = options => (options.ClickHouseUrl, options.ContentRoot) = ($"{server.UrlOf()}books", folder),
            StopAsync = server.StopAsync,
            StartAsync = server.StartAsync,
            DropAsync = async () =>
            {
                await server.DisposeAsync();
                Directory.Delete(folder, recursive: true);
            },
        };
    }

    /// <summary>TensorZero's own totals, which views keep up with every insert.</summary>
    public override async Task CheckViewsAsync(TensorZeroOptions options, IReadOnlyDictionary<string, CountedLoad.Sum> answered)
    {
        using var client = new ClickHouseClient(ClickHouseAddress.Parse(options.ClickHouseUrl!), new ClickHouseOptions(), TimeProvider.System);
        var statistics = await client.ListAsync(
            """
            SELECT function_name, toInt64(sum(n)), toInt64(sum(i)), toInt64(sum(o)), toString(sum(c))
            FROM (
                SELECT function_name, countMerge(count_with_cost) AS n, sumMerge(total_input_tokens) AS i, sumMerge(total_output_tokens) AS o,
                    sumMerge(total_cost) AS c
                FROM VariantStatistics GROUP BY function_name)
            GROUP BY function_name
            """,
            null,
            static row => (Function: row.GetText(0), Sum: new CountedLoad.Sum(
                row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), decimal.Parse(row.GetText(4), CultureInfo.InvariantCulture))),
            default);
        var usage = await client.ListAsync(
            "SELECT type, toInt64(sum(count)) FROM CumulativeUsage GROUP BY type", null, static row => (row.GetText(0), row.GetInt64(1)), default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statistics.ToDictionary(row => row.Function, row => row.Sum), Is.EquivalentTo(answered), "VariantStatistics");
            Assert.That(usage, Is.EquivalentTo(new[]
            {
                ("input_tokens", answered.Values.Sum(sum => sum.InputTokens)),
                ("output_tokens", answered.Values.Sum(sum => sum.OutputTokens)),
                ("model_inferences", answered.Values.Sum(sum => sum.Count)),
            }));
        }
    }

    public override string ToString() => "ClickHouse";
}
