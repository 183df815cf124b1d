using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Wire;

/// <summary>Values of every kind that requests and answers are made of.</summary>
internal static class RandomContent
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Any Unicode text, control characters included; half a surrogate pair is no text.</summary>
    public static Gen<string> Texts { get; } =
        Gen.ListOf(Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0x10FFFF)))
            .Select(scalars => string.Concat(scalars.Select(char.ConvertFromUtf32)));

    public static Gen<string?> MaybeTexts { get; } = Gen.OneOf(Texts.Select(text => (string?)text), Gen.Constant<string?>(null));

    public static Gen<Guid> Ids { get; } = Gen.Choose(0, int.MaxValue).Four()
        .Select(parts => new Guid(parts.Item1, (short)parts.Item2, (short)parts.Item3, BitConverter.GetBytes((long)parts.Item4 << 16)));

    public static Gen<double?> Numbers { get; } = Gen.OneOf(
        Gen.Choose(-2_000_000, 2_000_000).Select(value => (double?)(value / 1_000_003.0)), Gen.Constant<double?>(null));

    public static Gen<int?> Counts { get; } = Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(value => (int?)value), Gen.Constant<int?>(null));

    public static Gen<bool> Flags { get; } = Gen.Elements(false, true);

    /// <summary>Any JSON, without a key twice.</summary>
    public static Gen<JsonElement> Elements { get; } = RandomJson.Texts().Where(IsStrict).Select(text => JsonElement.Parse(text));

    public static Gen<JsonElement> Objects { get; } = Texts.Zip(Elements, (name, value) => ObjectOf(name, value));

    public static Gen<JsonElement?> MaybeObjects { get; } =
        Gen.OneOf(Objects.Select(value => (JsonElement?)value), Gen.Constant<JsonElement?>(null));

    public static Gen<IReadOnlyDictionary<string, string>> Dictionaries { get; } = Texts.Two().ListOf().Select(
        pairs => (IReadOnlyDictionary<string, string>)pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    public static Gen<ContentBlock> InputBlocks { get; } = Gen.OneOf(
        Texts.Select(text => (ContentBlock)new TextBlock(text)),
        Texts.Select(text => (ContentBlock)new RawTextBlock(text)),
        Texts.Zip(Objects, (name, arguments) => (ContentBlock)new TemplateBlock(name, arguments)),
        Texts.Three().Select(texts => (ContentBlock)new ToolResultBlock(texts.Item1, texts.Item2, texts.Item3)),
        Texts.Three().Select(texts => (ContentBlock)new ToolCallBlock(texts.Item1, texts.Item2, texts.Item3)),
        Thoughts(),
        Unknown(),
        Files());

    public static Gen<ContentBlock> OutputBlocks { get; } = Gen.OneOf(
        Texts.Select(text => (ContentBlock)new TextBlock(text)),
        from texts in Texts.Three()
        from name in MaybeTexts
        from arguments in MaybeObjects
        select (ContentBlock)new ToolCallBlock(texts.Item1, texts.Item2, texts.Item3) { Name = name, Arguments = arguments },
        Thoughts(),
        Unknown());

    public static Gen<InputMessage> Messages { get; } =
        Gen.Elements(Role.User, Role.Assistant).Zip(InputBlocks.ListOf(), (role, blocks) => new InputMessage(role, [.. blocks]));

    /// <summary>One or the other, or null.</summary>
    public static Gen<T?> Maybe<T>(Gen<T> values)
        where T : class => Gen.OneOf(values.Select(value => (T?)value), Gen.Constant<T?>(null));

    private static Gen<ContentBlock> Thoughts() =>
        from texts in MaybeTexts.Three()
        from summary in Maybe(Texts.ListOf().Select(items => items.ToArray()))
        from extra in MaybeObjects
        select (ContentBlock)new ThoughtBlock(texts.Item1, texts.Item2) { ProviderType = texts.Item3, Summary = summary, ExtraData = extra };

    private static Gen<ContentBlock> Unknown() =>
        Elements.Zip(MaybeTexts.Two(), (data, names) => (ContentBlock)new UnknownBlock(data, names.Item1, names.Item2));

    private static Gen<ContentBlock> Files() =>
        from names in MaybeTexts.Three()
        from type in Texts
        from url in Gen.Elements("https://example.com/a.png", "https://example.com/ä?b=c", "a/b.png").Select(text => new Uri(text, UriKind.RelativeOrAbsolute))
        from file in Gen.Elements(
            FileBlock.FromUrl(url, names.Item1), FileBlock.FromBase64("AAEC", type), FileBlock.FromUrl(url).WithData("AwQF", type))
        select (ContentBlock)(file with { Detail = names.Item2, FileName = names.Item3 });

    private static bool IsStrict(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement ObjectOf(string name, JsonElement value) =>
        JsonElements.ToElement(new System.Text.Json.Nodes.JsonObject { [name] = System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText()) });
}
