using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>What gives the rewards of reinforcement fine-tuning: checked here, sent as it is written.</summary>
/// <param name="Type">What kind of grader it is.</param>
/// <param name="Name">What the grader is called; formulas use it.</param>
/// <param name="Json">All of it, as the vendor gets it.</param>
internal sealed record GraderConfig(string Type, string Name, JsonElement Json)
{
    private static readonly string[] Types = ["string_check", "text_similarity", "score_model", "label_model", "python", "multi"];

    private static readonly (string Word, string Value)[] Operations = [.. Words("eq", "ne", "like", "ilike")];

    private static readonly (string Word, string Value)[] Similarities =
        [.. Words("fuzzy_match", "bleu", "gleu", "meteor", "rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_5", "rouge_l")];

    public static GraderConfig Bind(TableReader table)
    {
        var type = table.RequiredType("grader", Types) ?? "";
        Check(table, type);
        return new GraderConfig(type, table.RequiredText("name"), NodeJson.ToElement(table.Origin.Node));
    }

    private static void Check(TableReader table, string type)
    {
        switch (type)
        {
            case "string_check":
                CheckWord(table, "operation", Operations);
                table.RequiredText("input");
                table.RequiredText("reference");
                break;
            case "text_similarity":
                CheckWord(table, "evaluation_metric", Similarities);
                table.RequiredText("input");
                table.RequiredText("reference");
                break;
            case "score_model":
                table.RequiredText("model");
                table.JsonItems("range");
                table.Tables("input", CheckMessage);
                break;
            case "label_model":
                table.RequiredText("model");
                table.RequiredTexts("labels");
                table.RequiredTexts("passing_labels");
                table.Tables("input", CheckMessage);
                break;
            case "python":
                table.RequiredText("source");
                table.Text("image_tag");
                break;
            case "multi":
                table.RequiredText("calculate_output");
                table.Map("graders", (_, grader) => Bind(grader));
                break;
        }
    }

    private static string CheckMessage(TableReader message)
    {
        message.RequiredWord("role", ("developer", 0), ("user", 1));
        return message.RequiredText("content");
    }

    private static void CheckWord(TableReader table, string key, (string Word, string Value)[] words)
    {
        var known = words.Select(pair => pair.Word).ToArray();
        if (table.RequiredText(key) is { Length: > 0 } word && !known.Contains(word))
        {
            table.Error(key, $"expected {TableReader.OneOf(known)}, found \"{word}\"", NearName.Hint(word, known));
        }
    }

    private static IEnumerable<(string Word, string Value)> Words(params string[] words) => words.Select(word => (word, word));
}
