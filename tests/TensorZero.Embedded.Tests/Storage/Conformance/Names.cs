namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>The names of the generated history. Some sort differently as UTF-8 and as UTF-16, some need to be escaped.</summary>
internal static class Names
{
    public static readonly string[] ChatFunctions = ["greet", "Größe", "tensorzero::default"];
    public static readonly string[] JsonFunctions = ["extract", "Extract"];
    public static readonly string[] Functions = [.. ChatFunctions, .. JsonFunctions];
    public static readonly string[] Variants = ["plain", "o'brien", "\U0001F600", "\uFB01ne"];
    public static readonly string[] Models = ["gpt", "openai::gpt-4o", "Ähnlich"];
    public static readonly string[] Providers = ["openai", "azure", "o\"p"];
    public static readonly string[] TagKeys = ["user", "a.b\"c", "env"];
    public static readonly string[] TagValues = ["1", "2", "", "'; DROP TABLE chat_inference; --", "ä%_\\"];

    /// <summary>Of configurations; ClickHouse keeps them as numbers.</summary>
    public static readonly string[] Hashes = ["00c0ffee".PadRight(64, '7'), "decade".PadRight(64, '0')];

    public static readonly string[] FloatMetrics = ["score", "length"];
    public static readonly string[] BooleanMetrics = ["liked", "solved"];

    /// <summary>Words of inputs and answers, and what is searched for.</summary>
    public static readonly string[] Words =
    [
        "lighthouse", "Lighthouse", "LIGHT", "Größe", "GRÖSSE", "say \"hi\"", "back\\slash", "tab\there", "\u00E9t\u00E9", "日本", "\U0001F600",
        "100%", "under_score", "<b>", "aaa", "it's", "null\0inside", "k\u212Aelvin", "İstanbul",
    ];
}
