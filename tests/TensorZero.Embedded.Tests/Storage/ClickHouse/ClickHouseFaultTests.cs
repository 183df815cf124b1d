using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.ClickHouseServer;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Storage.Journal;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse;

/// <summary>
/// From the journal into a ClickHouse that fails: it is said what to do, everything waits, and in the end everything is there once, in the
/// totals of the views too.
/// </summary>
[CancelAfter(60_000)]
internal sealed class ClickHouseFaultTests
{
    private const string Exception =
        "\n__exception__\r\nabcdefgh\r\nCode: 241. DB::Exception: Query memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)\n64 abcdefgh\r\n__exception__\r\n";

    private JournalScene _scene = null!;
    private TestDatabase _database = null!;
    private ClickHouseProxy _proxy = null!;

    [SetUp]
    public async Task Create()
    {
        _database = await TestDatabase.MigratedAsync();
        _scene = new JournalScene();
        _proxy = new ClickHouseProxy(_database.Url);
    }

    [TearDown]
    public async Task Drop()
    {
        if (_database is not null)
        {
            await _proxy.DisposeAsync();
            _scene.Dispose();
            await _database.DisposeAsync();
        }
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        const string AtTheMoment = "cannot be reached; check that the server runs and its URL is right";
        yield return Case("Reset_before_it_arrives", "ChatInference", _ => FaultReply.ResetAtOnce(), AtTheMoment);
        yield return Case("Reset_when_it_has_arrived", "ModelInference", forward => After(forward, FaultReply.ResetAtOnce()), AtTheMoment);
        yield return Case("Error_503_before_it_arrives", "JsonInference", _ => Down(), "the answer is HTTP 503; check the server and what is in between");
        yield return Case("Error_503_when_it_has_arrived", "BooleanMetricFeedback", forward => After(forward, Down()), "the answer is HTTP 503");
        yield return Case("Exception_inside_of_200", "FloatMetricFeedback", _ => FaultReply.Whole(200, "text/plain", Exception), "is too busy");
        yield return Case(
            "Exception_in_a_header_of_200",
            "EmbeddedFailedInference",
            _ => FaultReply.Whole(200, "text/plain", "Code: 252. (TOO_MANY_PARTS)", "X-ClickHouse-Exception-Code: 252"),
            "is too busy");
        yield return Case(
            "Answer_that_breaks_off", "EmbeddedJournalBatch",
            forward => After(forward, FaultReply.Whole(200, "text/plain", "0123456789").CutAfterBytes(5, FaultEnding.Close)),
            "cannot be reached|broke off in the middle of an answer");

        static FaultReply Down() => FaultReply.Whole(503, "text/html", "<html>No upstream</html>");

        static FaultReply After(Func<FaultReply> forward, FaultReply reply)
        {
            _ = forward();
            return reply;
        }

        static TestCaseData Case(string name, string into, Func<Func<FaultReply>, FaultReply> reply, string message) =>
            new TestCaseData(into, reply, message).SetName(name);
    }

    [TestCaseSource(nameof(Faults))]
    public async Task One_insert_fails(string into, Func<Func<FaultReply>, FaultReply> reply, string message)
    {
        await using var store = Open(_proxy.Url);
        await using var journal = _scene.Open(store);
        _ = _proxy.BreakFirstInsert(into, reply);

        await FailsAndThenArrivesAsync(journal, message);
    }

    [Test]
    public async Task A_silent_server_is_not_waited_for_for_ever()
    {
        await using var store = Open(_proxy.Url, _scene.Time);
        await using var journal = _scene.Open(store);
        var silence = _proxy.BreakFirstInsert("ModelInference", _ => FaultReply.Silence());

        await FailsAndThenArrivesAsync(journal, "has been silent for 60 s; check its load", async () =>
        {
            await silence;
            _scene.Time.Advance(TimeSpan.FromMinutes(1));
        });
    }

    [TestCase(ServerUsers.Owner, "n0tth1s", "does not let this user in; check the user and the password in its URL")]
    [TestCase(ServerUsers.Reader, ServerUsers.Password, "can only be read by this user; give it the rights to write and to make tables")]
    [TestCase(ServerUsers.StrictReader, ServerUsers.Password, "can only be read by this user; give it the rights to write and to make tables")]
    public async Task Who_may_not_write_keeps_everything_in_the_journal(string user, string password, string message)
    {
        Assume.That(TestServer.IsOurs, "the users are those of our own server");
        var url = new UriBuilder(_database.UrlOf(user)) { Password = Uri.EscapeDataString(password) }.Uri.AbsoluteUri;
        await using (var refusing = Open(url))
        await using (var journal = _scene.Open(refusing))
        {
            var records = await AppendAsync(journal);
            var pause = _scene.Time.WhenSet(_scene.Options.Batching.FirstRetryDelay);
            var flushed = journal.FlushAsync(default).AsTask();
            await pause;

            Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(records, 0, records, 0, 0)));
            Assert.That(Warnings, Has.All.Contain(message).And.All.Not.Contain("n0tth1s"));
            await journal.DisposeAsync();
            Assert.That(async () => await flushed, Throws.TypeOf<ObjectDisposedException>());
        }

        await using var store = Open(_database.Url);
        await using var next = _scene.Open(store);
        await next.FlushAsync(default);

        Assert.That(await CountedBatch.TotalsAsync(_database), Is.EqualTo(CountedBatch.Totals));
    }

    /// <summary>The server refuses rows of a table that comes late, when others have the whole batch; and is away in the middle of finding them.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_record_that_the_server_refuses_is_found_and_nothing_else_is_lost_or_counted_twice(bool isAwayMeanwhile)
    {
        await _database.Client.ExecuteAsync("ALTER TABLE JsonInference ADD CONSTRAINT sane CHECK function_name != 'poison'", default);
        await using var store = Open(_proxy.Url);
        await using var journal = _scene.Open(store);
        var tries = 0;
        _proxy.Fault = (request, forward) =>
        {
            if (isAwayMeanwhile && request.Path.Contains("JsonInference%2F", StringComparison.Ordinal) && ++tries == 2)
            {
                _ = forward();
                return FaultReply.ResetAtOnce();
            }

            return null;
        };
        var pause = _scene.Time.WhenSet(_scene.Options.Batching.FirstRetryDelay);
        var (first, second) = (Poison(), Poison());
        await journal.AppendAsync(first, default);
        var records = await AppendAsync(journal);
        await journal.AppendAsync(second, default);
        var flushed = journal.FlushAsync(default).AsTask();
        if (isAwayMeanwhile)
        {
            await pause;
            _scene.Time.Advance(_scene.Options.Batching.MaxRetryDelay);
        }

        await flushed;

        Assert.That(tries, isAwayMeanwhile ? Is.GreaterThan(2) : Is.Zero);
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(records + 2, records, 0, 2, 2)));
        Assert.That(journal.Journal!.Value.Quarantined, Is.EqualTo(2));
        Assert.That(_scene.Lines(LogLevel.Error), Has.Some.Contain($"{first.Id}").And.Some.Contain($"{second.Id}"));
        Assert.That(await CountedBatch.TotalsAsync(_database), Is.EqualTo(CountedBatch.Totals));
        await _database.Client.ExecuteAsync("ALTER TABLE JsonInference DROP CONSTRAINT sane", default);

        static Embedded.Storage.Records.InferenceRecord Poison() => Some.Inference(function: "poison", type: FunctionType.Json);
    }

    /// <summary>Behind a whole row, where nothing but the end of the compressed stream is missing.</summary>
    [Test]
    public async Task An_answer_whose_compression_breaks_off_is_an_error()
    {
        int end;
        using var zipped = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("[1]\n"u8);
            gzip.Flush();
            end = (int)zipped.Length;
            gzip.Write("[2]\n"u8);
        }

        await using var server = FaultServer.Start(script => script.OnAny()
            .Always(FaultReply.Whole(200, "text/plain", zipped.ToArray()[..end], "Content-Encoding: gzip")));
        using var client = _database.NewClient($"http://owner:x@127.0.0.1:{server.Port}/books");

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(() => client.ListAsync("SELECT 1", null, row => row.GetInt64(0), default));

        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable));
        Assert.That(error.Message, Does.Contain("broke off in the middle of an answer"));
    }

    private IEnumerable<string> Warnings => _scene.Lines(LogLevel.Warning);

    private static ClickHouseStore Open(string url, TimeProvider? time = null) =>
        new(ClickHouseAddress.Parse(url), new StoreSettings(time ?? TimeProvider.System, NullLoggerFactory.Instance));

    private async Task FailsAndThenArrivesAsync(RecordJournal journal, string message, Func<Task>? meanwhile = null)
    {
        var records = await AppendAsync(journal);
        var pause = _scene.Time.WhenSet(_scene.Options.Batching.FirstRetryDelay);
        var flushed = journal.FlushAsync(default).AsTask();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await pause;
        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(records, 0, records, 0, 0)));
        Assert.That(Warnings.Single(), Does.Match(message.Replace(".", "\\.", StringComparison.Ordinal)));

        _scene.Time.Advance(_scene.Options.Batching.MaxRetryDelay);
        await flushed;

        Assert.That(journal.Counters, Is.EqualTo(new RecordCounters(records, records, 0, 0, 0)));
        Assert.That(await CountedBatch.TotalsAsync(_database), Is.EqualTo(CountedBatch.Totals));
    }

    private static async Task<int> AppendAsync(RecordJournal journal)
    {
        var records = CountedBatch.Records();
        foreach (var record in records)
        {
            await journal.AppendAsync(record, default);
        }

        return records.Count;
    }
}
