using System.Text;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Every database keeps cached answers alike.</summary>
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class CacheConformanceTests(StoreUnderTest kind)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Answers_are_found_as_they_were_until_newer_ones_take_their_place()
    {
        await using var database = await kind.OpenEmptyAsync();
        var store = database.Store;
        var whole = new CachedReply
        {
            Key = Key('f'),
            Time = Noon,
            Output = """[{"type":"text","text":"a'b\\c\td é漢😀 {p0:String}"}]""",
            RawRequest = "{\"ask\": \"'\\\\ 😀\"}"u8.ToArray(),
            RawResponse = "{\"answer\": 1}"u8.ToArray(),
            InputTokens = 3,
            OutputTokens = 4_000_000_000,
            FinishReason = FinishReason.StopSequence,
        };
        var bare = new CachedReply { Key = Key('0'), Time = Noon.AddSeconds(1), Output = "[]" };
        await store.Cache.WriteAsync([whole, bare], default);

        Assert.That(await FindAsync(store, 'f'), Is.EqualTo(Text(whole)));
        Assert.That(await FindAsync(store, '0'), Is.EqualTo(Text(bare)));
        Assert.That(await FindAsync(store, '1'), Is.Null);
        Assert.That(await FindAsync(store, 'f', Noon), Is.EqualTo(Text(whole)));
        Assert.That(await FindAsync(store, 'f', Noon.AddSeconds(1)), Is.Null);

        var newer = bare with { Key = Key('f'), Time = Noon.AddSeconds(9), Output = "[1]", InputTokens = 0 };
        await store.Cache.WriteAsync([bare with { Key = Key('f'), Time = Noon.AddSeconds(8) }, newer], default);
        Assert.That(await FindAsync(store, 'f'), Is.EqualTo(Text(newer)));

        await store.Cache.DeleteBeforeAsync(Noon.AddSeconds(9), default);
        Assert.That(await FindAsync(store, '0'), Is.Null);
        Assert.That(await FindAsync(store, 'f'), Is.EqualTo(Text(newer)));
    }

    [Test]
    public async Task Of_many_old_answers_none_is_left_and_of_the_young_none_is_lost()
    {
        await using var database = await kind.OpenEmptyAsync();
        var cache = database.Store.Cache;
        await cache.WriteAsync([.. Enumerable.Range(0, 2001).Select(number => Numbered(number, Noon.AddSeconds(-1)))], default);
        await cache.WriteAsync([Numbered(5000, Noon)], default);

        Assert.That(await cache.DeleteBeforeAsync(Noon, default), Is.EqualTo(2001));
        Assert.That(await cache.DeleteBeforeAsync(Noon, default), Is.Zero);
        Assert.That(await cache.DeleteBeforeAsync(Noon.AddSeconds(1), default), Is.EqualTo(1));

        static CachedReply Numbered(int number, DateTimeOffset time) =>
            new() { Key = new CacheKey($"{number:x64}"), Time = time, Output = "[]" };
    }

    private static async Task<string?> FindAsync(IObservabilityStore store, char key, DateTimeOffset? since = null) =>
        await store.Cache.FindAsync(Key(key), since, default) is { } reply ? Text(reply) : null;

    private static CacheKey Key(char digit) => new(new string(digit, 64));

    private static string Text(CachedReply reply) =>
        $"{reply.Key.Hex} {reply.Time:O} {reply.Output} {Encoding.UTF8.GetString(reply.RawRequest.Span)} "
        + $"{Encoding.UTF8.GetString(reply.RawResponse.Span)} {reply.InputTokens} {reply.OutputTokens} {reply.FinishReason}";
}
