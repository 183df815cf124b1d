using System.Security.Cryptography;
using System.Text;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Expansion;
using TensorZero.Embedded.Configuration.Toml;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>
/// Takes a judge's fingerprint from the canonical text of a configuration, where keys are sorted and files stand in the place of their paths.
/// </summary>
internal sealed class FingerprintReading(EngineSnapshot snapshot)
{
    /// <summary>Keys that change nothing about a verdict.</summary>
    private static readonly string[] Immaterial = ["credential", "api_key", "cost", "timeout", "retries", "weight", "active", "namespace"];

    private static readonly string[] ModelKeys = ["model", "embedding_model"];

    private const string Instructions = "system_instructions";

    private readonly TableNode _root = TomlReader.Read(
        Encoding.UTF8.GetBytes(snapshot.CanonicalText), new SourceFile("configuration"), new ProblemList());

    public JudgeFingerprint Read(Judge judge)
    {
        var evaluator = (TableNode)Find(_root, judge.IsOfEvaluation ? "evaluations" : "functions", judge.Owner, "evaluators", judge.EvaluatorName)!;
        var variants = VariantsOf((TableNode)evaluator["variants"]!);
        var models = new TableNode();
        foreach (var name in variants.SelectMany(static variant => TextsOf(variant, ModelKeys)).Distinct().Order(StringComparer.Ordinal))
        {
            models.Add(name, null, Find(_root, "models", name) is TableNode model ? Without(model, []) : ScalarNode.Of(name));
        }

        var isSerialized = evaluator["input_format"] is not ScalarNode { Text: "messages" };
        return new JudgeFingerprint(
            HashOf(models),
            HashOf(
                [.. variants.SelectMany(static variant => TextsOf(variant, [Instructions])).Select(static text => ScalarNode.Of(text))],
                evaluator["include"],
                ScalarNode.Of(isSerialized ? JudgeTexts.UserTemplate("").Source.Text : "messages")),
            HashOf([.. variants.Select(static variant => Without(variant, [Instructions, .. ModelKeys]))]),
            HashOf(evaluator["output_type"]));
    }

    /// <summary>The active variant; where it asks others of the evaluator, all of them.</summary>
    private static List<TableNode> VariantsOf(TableNode variants)
    {
        var all = variants.Entries.Select(static entry => (TableNode)entry.Value).ToList();
        var active = all.Count == 1 ? all[0] : all.First(static variant => variant["active"] is ScalarNode { Kind: ScalarKind.Boolean, Boolean: true });
        var asksOthers = active["candidates"] is not null;
        return asksOthers ? [active, .. all.Where(variant => variant != active)] : [active];
    }

    private static ConfigurationNode? Find(ConfigurationNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = (node as TableNode)?[key];
        }

        return node;
    }

    /// <summary>The texts under any of these keys, at whatever depth; of a file's text the text.</summary>
    private static IEnumerable<string> TextsOf(ConfigurationNode node, string[] keys) => node switch
    {
        TableNode table => table.Entries.SelectMany(entry => keys.Contains(entry.Key)
            ? [((ScalarNode)(Find(entry.Value, ReferencedFiles.InlineText) ?? entry.Value)).Text]
            : TextsOf(entry.Value, keys)),
        ArrayNode array => array.Items.SelectMany(item => TextsOf(item, keys)),
        _ => [],
    };

    private static TableNode Without(TableNode table, string[] keys)
    {
        var result = new TableNode();
        foreach (var (key, _, value) in table.Entries)
        {
            if (!keys.Contains(key) && !Array.Exists(Immaterial, word => key.Contains(word, StringComparison.Ordinal)))
            {
                result.Add(key, null, value is TableNode inner ? Without(inner, keys) : value);
            }
        }

        return result;
    }

    private static string HashOf(IEnumerable<ConfigurationNode> nodes, params ReadOnlySpan<ConfigurationNode?> others) => HashOf([.. nodes, .. others]);

    private static string HashOf(params ReadOnlySpan<ConfigurationNode?> nodes)
    {
        var table = new TableNode();
        for (var place = 0; place < nodes.Length; place++)
        {
            if (nodes[place] is { } node)
            {
                table.Add($"part{place}", null, node);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TomlWriter.Write(table))));
    }
}
