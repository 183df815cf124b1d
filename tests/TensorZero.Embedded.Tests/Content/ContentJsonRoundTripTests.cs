using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Content;

internal sealed class ContentJsonRoundTripTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Test]
    public void Every_text_is_read_as_it_was_written() =>
        Check.One(Config, Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            IReadOnlyList<ContentBlock> blocks = [new TextBlock(text), new RawTextBlock(text), new ToolResultBlock(text, text, text)];
            var written = ContentJsonSamples.Write(writer => ContentJson.WriteContent(writer, blocks));

            return ContentJson.ReadOutput(ContentJsonSamples.Json(written)).SequenceEqual(blocks);
        }));

    [Test]
    public void Every_answer_is_read_as_it_was_written() =>
        Check.One(Config, Prop.ForAll(Gen.ListOf(Blocks()).ToArbitrary(), blocks =>
        {
            var written = ContentJsonSamples.Write(writer => ContentJson.WriteOutput(writer, [.. blocks]));
            var read = ContentJson.ReadOutput(ContentJsonSamples.Json(written));

            return read.SequenceEqual(blocks);
        }));

    /// <summary>Kinds whose equality is by value.</summary>
    private static Gen<ContentBlock> Blocks()
    {
        var optional = Gen.OneOf(Texts().Select(text => (string?)text), Gen.Constant<string?>(null));
        return Gen.OneOf<ContentBlock>(
            Texts().Select(text => (ContentBlock)new TextBlock(text)),
            Texts().Select(text => (ContentBlock)new RawTextBlock(text)),
            Texts().Three().Select(t => (ContentBlock)new ToolResultBlock(t.Item1, t.Item2, t.Item3)),
            Texts().Three().Zip(optional, (t, name) => (ContentBlock)new ToolCallBlock(t.Item1, t.Item2, t.Item3) { Name = name }),
            optional.Three().Select(t => (ContentBlock)new ThoughtBlock(t.Item1, t.Item2) { ProviderType = t.Item3 }),
            Texts().Zip(
                optional,
                (text, name) => (ContentBlock)(FileBlock.FromBase64("AAEC", text) with { FileName = name, Detail = name })));
    }

    /// <summary>Any Unicode text, control characters included; half a surrogate pair is no text.</summary>
    private static Gen<string> Texts() =>
        Gen.ListOf(Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0x10FFFF)))
            .Select(scalars => string.Concat(scalars.Select(char.ConvertFromUtf32)));
}
