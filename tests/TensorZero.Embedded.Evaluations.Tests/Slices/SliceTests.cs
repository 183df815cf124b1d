using System.Text.Json.Nodes;
using TensorZero.Embedded.Evaluations.Tests.Gates;

namespace TensorZero.Embedded.Evaluations.Tests.Slices;

internal sealed class SliceTests
{
    [Test]
    public void The_worst_part_comes_first_and_small_ones_are_drawn_to_the_others()
    {
        // Of 200: a 90 of 100, b 60 of 90, c 0 of 2 (which looks worst and says least), d 8 of 8.
        double?[] scores = [.. MadeResults.Passes(90, 100), .. MadeResults.Passes(60, 90), .. MadeResults.Passes(0, 2), .. MadeResults.Passes(8, 8)];
        var result = MadeResults.Of(ScoreType.Boolean, [("v", scores)], slice: static i => i < 100 ? "a" : i < 190 ? "b" : i < 192 ? "c" : "d");

        var parts = result.SummarizeSlices("v", "s", "part").ToDictionary(part => part.Value);

        Assert.Multiple(() =>
        {
            Assert.That(parts["c"].Scores.Mean!.Value, Is.Zero);
            Assert.That(parts["c"].Shrunken!.Value, Is.GreaterThan(0.3), "two answers show little");
            Assert.That(parts["b"].Shrunken!.Value, Is.EqualTo(2.0 / 3).Within(0.03), "ninety show much");
            Assert.That(parts["b"].AdjustedPValue, Is.LessThan(0.001));
            Assert.That(parts["d"].AdjustedPValue, Is.GreaterThan(0.1));
            Assert.That(parts["a"].Scores.Mean!.Confidence, Is.EqualTo(1 - (0.05 / 4)), "four intervals hold together");
        });
    }

    [Test]
    public void Parts_of_number_scores_are_compared_by_their_means()
    {
        double?[] scores = [.. Enumerable.Range(0, 90).Select(i => (double?)((i % 3 == 0 ? 0.2 : 0.8) + (i % 10 * 0.01)))];
        var result = MadeResults.Of(ScoreType.Float, [("v", scores)], slice: static i => i % 3 == 0 ? "short" : "long");

        var parts = result.SummarizeSlices("v", "s", "part");

        Assert.That(parts.Select(part => part.Value), Is.EqualTo(new[] { "short", "long" }));
        Assert.That(parts[0].Shrunken!.Value, Is.EqualTo(0.245).Within(0.01));
        Assert.That(parts[0].AdjustedPValue, Is.LessThan(1e-6));
    }

    [TestCase("Wie kann ich das Passwort ändern, bitte?", "de")]
    [TestCase("How can I change the password for my account?", "en")]
    [TestCase("Comment puis-je changer le mot de passe pour vous ?", "fr")]
    [TestCase("¿Cómo puedo cambiar la contraseña de mi cuenta?", "es")]
    [TestCase("Как мне изменить пароль на сайте?", "ru")]
    [TestCase("パスワードを変更するには", "ja")]
    [TestCase("怎么修改密码", "zh")]
    [TestCase("비밀번호를 변경하는 방법", "ko")]
    [TestCase("كيف أغير كلمة المرور", "ar")]
    [TestCase("4711 xyzzy", "unknown")]
    public void Languages_are_guessed(string text, string language) => Assert.That(Value(Slice.ByLanguage(), text), Is.EqualTo(language));

    [TestCase(0, "under 10")]
    [TestCase(9, "under 10")]
    [TestCase(10, "10 to 19")]
    [TestCase(20, "20 and more")]
    public void Lengths_are_parted_at_the_edges(int length, string part) =>
        Assert.That(Value(Slice.ByLength(10, 20), new string('x', length)), Is.EqualTo(part));

    [Test]
    public void Fields_and_tags_part_too()
    {
        var datapoint = EvaluationDatapoint(
            new InferenceInput
            {
                System = new JsonObject { ["tone"] = "warm" },
                Messages = [InputMessage.User(new TemplateBlock("t", new JsonObject { ["level"] = 3, ["list"] = new JsonArray() }))],
            },
            ("team", "a"));

        Assert.Multiple(() =>
        {
            Assert.That(Slice.ByInput("tone").ValueOf(datapoint), Is.EqualTo("warm"));
            Assert.That(Slice.ByInput("level").ValueOf(datapoint), Is.EqualTo("3"));
            Assert.That(Slice.ByInput("list").ValueOf(datapoint), Is.Null);
            Assert.That(Slice.ByInput("none").ValueOf(datapoint), Is.Null);
            Assert.That(Slice.ByTag("team").ValueOf(datapoint), Is.EqualTo("a"));
            Assert.That(Slice.ByTag("none").ValueOf(datapoint), Is.Null);
            Assert.That(() => Slice.ByLength(20, 10), Throws.ArgumentException);
        });
    }

    private static string? Value(Slice slice, string text) =>
        slice.ValueOf(EvaluationDatapoint(new InferenceInput { Messages = [InputMessage.User(text)] }));

    private static Datapoint EvaluationDatapoint(InferenceInput input, params (string Key, string Value)[] tags) => new()
    {
        Id = TestIds.Next(),
        DatasetName = "d",
        FunctionName = "f",
        FunctionType = FunctionType.Chat,
        Input = input,
        Tags = tags.ToDictionary(static tag => tag.Key, static tag => tag.Value),
        IsCustom = true,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        ConfigurationHash = "",
    };
}
