namespace TensorZero.Embedded.Tests.Templates;

/// <summary>Texts of the arguments are copied in blocks as long as they are plain: no border of a block may show.</summary>
internal sealed class ArgumentTextTests
{
    private const int LongerThanTwoBlocks = 35;

    [TestCase("\"x\"", "x")]
    [TestCase("\"\\n\"", "\n")]
    [TestCase("\"\\\\\"", "\\")]
    [TestCase("\"\\u00e9\"", "é")]
    [TestCase("\"é\"", "é")]
    [TestCase("\"\u007f\"", "\u007f")]
    [TestCase("\"漢\"", "漢")]
    [TestCase("\"🍵\"", "🍵")]
    [TestCase("\"\\ud83c\\udf75\"", "🍵")]
    public void A_text_prints_the_same_wherever_its_special_character_stands(string json, string expected)
    {
        for (var before = 0; before <= LongerThanTwoBlocks; before++)
        {
            for (var after = 0; after <= LongerThanTwoBlocks; after++)
            {
                var (start, end) = (new string('a', before), new string('z', after));
                var text = $"\"{start}{json[1..^1]}{end}\"";
                Assert.That(TemplateRunner.Render("[{{ text }}]", $$"""{"text": {{text}}}"""), Is.EqualTo($"[{start}{expected}{end}]"));
            }
        }
    }
}
