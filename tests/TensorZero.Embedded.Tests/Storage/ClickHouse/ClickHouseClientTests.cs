using TensorZero.Embedded.Storage.ClickHouse;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse;

/// <summary>The client against a real server.</summary>
internal sealed class ClickHouseClientTests
{
    private const string Nasty = "a'b\\c\td\ne\rf\0g\"h{p0:String}é漢😀%&+=";

    private static TestDatabase _database = null!;

    [OneTimeSetUp]
    public static async Task Create() => _database = await TestDatabase.CreateAsync();

    [OneTimeTearDown]
    public static async Task Drop() => await _database.DisposeAsync();

    [Test]
    public async Task Values_arrive_as_they_are()
    {
        var (id, values) = (Some.Id(), new ClickHouseParameters());
        var sql = $"SELECT {values.Add(id)}, {values.Add(Nasty)}, {values.Add(-7L)}, {values.Add(true)}, {values.Add(0.1)}, "
            + $"{values.Add([id])}, {values.Add([Nasty, "x"])}";

        var row = await _database.Client.FindAsync(
            sql,
            values,
            row => (row.GetId(0), row.GetText(1), row.GetInt64(2), row.GetFlag(3), row.GetDouble(4), row.GetJson(5)[0].GetGuid(),
                row.GetJson(6)[0].GetString()),
            default);

        Assert.That(row, Is.EqualTo((id, Nasty, -7L, true, 0.1, id, Nasty)));
    }

    [TestCase(100, TestName = "Short_text")]
    [TestCase(32_767, TestName = "Text_of_one_piece")]
    [TestCase(1_000_000, TestName = "Text_of_many_pieces")]
    public async Task Text_of_any_length_arrives(int length)
    {
        var text = string.Concat(Enumerable.Repeat("a😀\\", length / 4));
        var values = new ClickHouseParameters();

        var back = await _database.Client.FindAsync($"SELECT {values.Add(text)}", values, row => row.GetText(0), default);

        Assert.That(back, Is.EqualTo(text));
    }

    [Test]
    public async Task A_long_list_of_ids_arrives()
    {
        var ids = Enumerable.Range(0, 5001).Select(_ => Some.Id()).ToList();
        var values = new ClickHouseParameters();

        var row = await _database.Client.FindAsync(
            $"SELECT length({values.Add(ids)} AS ids), ids[5001]", values, row => (row.GetInt64(0), row.GetId(1)), default);

        Assert.That(row, Is.EqualTo((5001L, ids[^1])));
    }

    [Test]
    public async Task Columns_are_read_as_what_they_are()
    {
        const string Sql =
            """
            SELECT toUInt64(18), toInt64(-3), toDecimal64('123456789.123456789', 9), CAST(NULL, 'Nullable(Decimal(18, 9))'), toFloat32(0.1),
                map('k', 'v'), '', '{"messages":[]}', toDateTime64('2026-01-02 03:04:05.678', 3, 'UTC'), CAST(NULL, 'Nullable(UUID)'), 'x/y"z'
            """;

        await foreach (var ok in _database.Client.QueryAsync(
            Sql,
            null,
            row =>
            {
                Assert.That((row.GetInt64(0), row.GetInt64(1)), Is.EqualTo((18L, -3L)));
                Assert.That((row.GetOptionalMoney(2), row.GetOptionalMoney(3)), Is.EqualTo((123456789.123456789m, (decimal?)null)));
                Assert.That(row.GetDouble(4), Is.EqualTo(0.1));
                Assert.That(row.GetTags(5), Is.EqualTo(new Dictionary<string, string> { ["k"] = "v" }));
                Assert.That((row.GetText(6), row.GetOptionalText(6)), Is.EqualTo(("", "")));
                Assert.That(row.GetOptionalInput(7)!.Messages, Is.Empty);
                Assert.That(row.GetTime(8), Is.EqualTo(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)));
                Assert.That(row.GetOptionalId(9), Is.Null);
                Assert.That(row.GetText(10), Is.EqualTo("x/y\"z"));
                return true;
            },
            default))
        {
            Assert.That(ok);
            return;
        }

        Assert.Fail("There was no row.");
    }

    [Test]
    public async Task Many_and_large_rows_are_read_one_by_one()
    {
        var (count, bytes) = (0L, 0L);
        await foreach (var length in _database.Client.QueryAsync(
            "SELECT repeat(char(97 + number % 26), 1 + number * 1000 % 300007) FROM numbers(500)", null, row => row.GetText(0).Length, default))
        {
            count++;
            bytes += length;
        }

        Assert.That((count, bytes), Is.EqualTo((500L, Enumerable.Range(0, 500).Sum(number => 1L + (number * 1000 % 300007)))));
    }

    [TestCase("", TestName = "Error_behind_rows")]
    [TestCase("?enable_http_compression=0", TestName = "Error_behind_rows_without_compression")]
    public void An_error_behind_rows_is_recognised(string settings)
    {
        using var client = _database.NewClient(_database.Url + settings);
        var read = 0;

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(async () =>
        {
            await foreach (var _ in client.QueryAsync(
                "SELECT throwIf(number = 1900), randomPrintableASCII(5000) FROM numbers(2000) SETTINGS max_block_size = 100",
                null,
                row => row.GetInt64(0),
                default))
            {
                read++;
            }
        });

        Assert.That(read, Is.Positive);
        Assert.That(error.Message, Does.Contain("ClickHouse error 395 FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"));
    }

    [Test]
    public async Task Leaving_a_query_frees_its_connection()
    {
        using var client = _database.NewClient(options: new ClickHouseOptions { MaxConnections = 1 });
        await foreach (var _ in client.QueryAsync("SELECT number FROM system.numbers", null, row => row.GetInt64(0), default))
        {
            break;
        }

        Assert.That(await client.FindAsync("SELECT 1", null, row => row.GetInt64(0), default).OrFail(), Is.EqualTo(1));
    }

    [Test]
    public async Task Cancelling_ends_the_wait_and_the_query()
    {
        using var cancelled = new CancellationTokenSource();
        var query = _database.Client.FindAsync(
            "SELECT count() FROM system.numbers", null, row => row.GetInt64(0), cancelled.Token);
        await RunningAsync(1).OrFail();
        await cancelled.CancelAsync();

        Assert.That(async () => await query.OrFail(), Throws.InstanceOf<OperationCanceledException>());
        await RunningAsync(0).OrFail();

        static async Task RunningAsync(long wanted)
        {
            const string Running = "SELECT count() FROM system.processes WHERE current_database = currentDatabase() AND query LIKE '%system.numbers'";
            while (await _database.Client.FindAsync(Running, null, row => row.GetInt64(0), default) != wanted)
            {
            }
        }
    }

    [TestCase("", TestName = "Compressed_rows")]
    [TestCase("?enable_http_compression=0", TestName = "Rows_without_compression")]
    public async Task Rows_are_inserted_once(string settings)
    {
        using var client = _database.NewClient(_database.Url + settings);
        var table = $"t_{Some.Id():N}";
        await client.ExecuteAsync(
            $"CREATE TABLE {table} (id UUID, text String, number Nullable(UInt32), tags Map(String, String)) ENGINE = MergeTree ORDER BY id "
            + "SETTINGS non_replicated_deduplication_window = 10",
            default);
        var id = Some.Id();

        for (var time = 0; time < 2; time++)
        {
            using var rows = client.NewBlock(table);
            for (var row = 0; row < 1000; row++)
            {
                rows.BeginRow().Write("id"u8, id).Write("text"u8, Nasty).Write("number"u8, (long?)null)
                    .Write("tags"u8, new Dictionary<string, string> { [Nasty] = Nasty }).EndRow();
            }

            await client.InsertAsync(rows, "token", default);
        }

        Assert.That(await client.FindAsync($"SELECT count() FROM {table}", null, row => row.GetInt64(0), default), Is.EqualTo(1000));
        var values = new ClickHouseParameters();
        Assert.That(
            await client.FindAsync(
                $"SELECT count() FROM {table} WHERE text = {values.Add(Nasty)} AND id = {values.Add(id)} AND tags[text] = text AND number IS NULL",
                values,
                row => row.GetInt64(0),
                default),
            Is.EqualTo(1000));
    }
}
