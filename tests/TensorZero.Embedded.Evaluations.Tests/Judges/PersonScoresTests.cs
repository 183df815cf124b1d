using TensorZero.Embedded.Evaluations.Tests.Datasets;

namespace TensorZero.Embedded.Evaluations.Tests.Judges;

internal sealed class PersonScoresTests
{
    private static readonly Guid First = Guid.Parse("019ac9f0-0000-7000-8000-000000000001");
    private static readonly Guid Second = Guid.Parse("019ac9f0-0000-7000-8000-000000000002");

    [Test]
    public void Comma_separated_values_are_read_with_quotes_and_columns_of_any_order()
    {
        var text = $"note,person,score,inference_id,datapoint_id\r\n\"a, \"\"b\"\"\nc\",anna,true,{First},\r\n\r\n,,0.25,,{Second}\r\n,\"\",FALSE,{First},{Second}\r\n";

        Assert.That(ReadCsv(text), Is.EqualTo(new[]
        {
            new PersonScore { Value = 1, InferenceId = First, Person = "anna" },
            new PersonScore { Value = 0.25, DatapointId = Second },
            new PersonScore { Value = 0, InferenceId = First, DatapointId = Second },
        }));
    }

    [Test]
    public void Json_lines_are_read()
    {
        using var file = new TemporaryLines("scores");
        file.Write([$$"""{"score": true, "inference_id": "{{First}}", "person": "ben"}""", "", $$"""{"score": -2.5, "judgement_id": "{{Second}}", "note": null}"""]);

        Assert.That(PersonScores.FromJsonLines(file.Path), Is.EqualTo(new[]
        {
            new PersonScore { Value = 1, InferenceId = First, Person = "ben" },
            new PersonScore { Value = -2.5, JudgementId = Second },
        }));
    }

    [TestCase("", "is empty: it needs a header with the column \"score\".")]
    [TestCase("inference_id\n019ac9f0-0000-7000-8000-000000000001\n", ":2: there is no \"score\".")]
    [TestCase("score,inference_id\n\n1,x\n", ":3: \"inference_id\" is no id.")]
    [TestCase("score,inference_id\nNaN,019ac9f0-0000-7000-8000-000000000001\n", ":2: the \"score\" must be a number, true or false.")]
    [TestCase("score\n1\n", ":2: it names no answer")]
    [TestCase("score,note\n1,\"open\n", ":2: a quotation mark has no partner.")]
    [TestCase("score,note\n1,a\"b\n", ":2: a quotation mark stands within a field that does not begin with one.")]
    public void What_is_wrong_with_a_file_is_said_with_its_line(string text, string problem) =>
        Assert.That(Assert.Throws<EvaluationException>(() => ReadCsv(text))!.Message, Does.Contain(problem));

    [TestCase("{", ":1: it is no JSON.")]
    [TestCase("[]", ":1: it is no JSON object.")]
    [TestCase("""{"score": "good", "inference_id": "019ac9f0-0000-7000-8000-000000000001"}""", ":1: the \"score\" must be a number, true or false.")]
    public void What_is_wrong_with_json_lines_is_said_with_the_line(string line, string problem)
    {
        using var file = new TemporaryLines("scores");
        file.Write([line]);
        Assert.That(Assert.Throws<EvaluationException>(() => PersonScores.FromJsonLines(file.Path))!.Message, Does.Contain(problem));
    }

    [Test]
    public void A_file_that_is_not_there_says_so() =>
        Assert.That(Assert.Throws<EvaluationException>(() => PersonScores.FromCsv("nowhere.csv"))!.Message, Does.StartWith("nowhere.csv cannot be read:"));

    private static IReadOnlyList<PersonScore> ReadCsv(string text)
    {
        using var file = new TemporaryLines("scores");
        File.WriteAllText(file.Path, text);
        return PersonScores.FromCsv(file.Path);
    }
}
