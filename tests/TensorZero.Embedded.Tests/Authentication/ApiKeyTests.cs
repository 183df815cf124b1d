using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Authentication;

namespace TensorZero.Embedded.Tests.Authentication;

internal sealed class ApiKeyTests
{
    private const string Id = "0123456789ab";
    private const string Secret = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV";

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Test]
    public void A_key_is_its_public_id_and_the_hash_of_its_secret()
    {
        Assert.That(ApiKey.TryParse($"sk-t0-{Id}-{Secret}", out var key, out var problem), Is.True);

        Assert.That(problem, Is.Null);
        Assert.That(key!.PublicId, Is.EqualTo(Id));
        Assert.That(key.Hash, Is.EqualTo("f6beefcee3822f0f5c29ef73eeca34132b6a9243c8a5dfa2d1c6b806e4365bc6"));
    }

    [Test]
    public void Every_key_of_letters_and_digits_is_read() =>
        Check.One(Config, Prop.ForAll(Word(12).Zip(Word(48)).ToArbitrary(), words =>
        {
            var (id, secret) = words;
            return ApiKey.TryParse($"sk-t0-{id}-{secret}", out var key, out _)
                && key.PublicId == id
                && key.HasHash(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));
        }));

    [TestCase("", "API key must be of the form `sk-t0-<public_id>-<long_key>`")]
    [TestCase("invalid-key", "API key must be of the form `sk-t0-<public_id>-<long_key>`")]
    [TestCase("sk-t0-" + Id + "-" + Secret + "-", "API key must be of the form `sk-t0-<public_id>-<long_key>`")]
    [TestCase("sk-t0-" + Id + Secret, "API key must be of the form `sk-t0-<public_id>-<long_key>`")]
    [TestCase("bad-with-four-components", "API key must start with `sk-t0-`")]
    [TestCase("sk-t1-" + Id + "-" + Secret, "API key must start with `sk-t0-`")]
    [TestCase("SK-t0-" + Id + "-" + Secret, "API key must start with `sk-t0-`")]
    [TestCase(" sk-t0-" + Id + "-" + Secret, "API key must start with `sk-t0-`")]
    [TestCase("sk-t0--" + Secret, "Public ID must be 12 characters")]
    [TestCase("sk-t0-" + Id + "c-" + Secret, "Public ID must be 12 characters")]
    [TestCase("sk-t0-" + Id + "-", "Long key must be 48 characters")]
    [TestCase("sk-t0-" + Id + "-" + Secret + " ", "Long key must be 48 characters")]
    [TestCase("sk-t0-!123456789ab-" + Secret, "Public ID must be alphanumeric")]
    [TestCase("sk-t0-é123456789ab-" + Secret, "Public ID must be alphanumeric")]
    [TestCase("sk-t0-" + Id + "-\0bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV", "Long key must be alphanumeric")]
    [TestCase("sk-t0-" + Id + "-٣bcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV", "Long key must be alphanumeric")]
    public void What_is_no_key_is_refused(string text, string expected)
    {
        Assert.That(ApiKey.TryParse(text, out var key, out var problem), Is.False);
        Assert.That((key, problem), Is.EqualTo(((ApiKey?)null, expected)));
    }

    [Test]
    public void A_key_of_any_size_is_refused_without_repeating_it()
    {
        var text = string.Concat(Enumerable.Repeat("secret-", 1_000_000));

        Assert.That(ApiKey.TryParse(text, out _, out var problem), Is.False);
        Assert.That(problem, Is.EqualTo("API key must be of the form `sk-t0-<public_id>-<long_key>`"));
    }

    [Test]
    public void A_new_key_reads_as_itself_and_is_no_other()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => ApiKey.Generate()).ToList();

        foreach (var (key, text) in made)
        {
            Assert.That(text, Does.Match("^sk-t0-[0-9A-Za-z]{12}-[0-9A-Za-z]{48}$"));
            Assert.That(ApiKey.TryParse(text, out var read, out _), Is.True);
            Assert.That((read!.PublicId, read.Hash), Is.EqualTo((key.PublicId, key.Hash)));
        }

        Assert.That(made.Select(key => key.Key.PublicId), Is.Unique);
        Assert.That(made.Select(key => key.Text[^48..]), Is.Unique);

        // Each of the 62 characters is missing from 48,000 random ones with a probability of 1e-339.
        Assert.That(made.SelectMany(key => key.Text[^48..]).Distinct().Count(), Is.EqualTo(62));
    }

    [Test]
    public void Another_hash_is_not_its_own()
    {
        var (key, _) = ApiKey.Generate();
        var last = key.Hash[^1] == '0' ? '1' : '0';

        Assert.That(key.HasHash(key.Hash), Is.True);
        Assert.That(key.HasHash(key.Hash[..^1] + last), Is.False);
        Assert.That(key.HasHash(key.Hash[..^1]), Is.False);
        Assert.That(key.HasHash(""), Is.False);
    }

    [Test]
    public void A_key_shows_its_public_id_alone()
    {
        var (key, _) = ApiKey.Generate();

        Assert.That($"{key}", Is.EqualTo($"ApiKey {key.PublicId}"));
    }

    private static Gen<string> Word(int length) =>
        Gen.Elements("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".ToCharArray())
            .ListOf(length)
            .Select(string.Concat);
}
