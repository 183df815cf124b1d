namespace TensorZero.Embedded.Content;

/// <summary>The words that enumerations are written as.</summary>
internal static class ContentJsonWords
{
    public static string Of(Role role) => role switch
    {
        Role.User => "user",
        Role.Assistant => "assistant",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static Role ParseRole(string word) => word switch
    {
        "user" => Role.User,
        "assistant" => Role.Assistant,
        _ => throw Unknown("role", word, "user or assistant"),
    };

    public static string Of(FunctionType type) => type switch
    {
        FunctionType.Chat => "chat",
        FunctionType.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static FunctionType ParseFunctionType(string word) => word switch
    {
        "chat" => FunctionType.Chat,
        "json" => FunctionType.Json,
        _ => throw Unknown("function type", word, "chat or json"),
    };

    public static string Of(FinishReason reason) => reason switch
    {
        FinishReason.Stop => "stop",
        FinishReason.StopSequence => "stop_sequence",
        FinishReason.Length => "length",
        FinishReason.ToolCall => "tool_call",
        FinishReason.ContentFilter => "content_filter",
        FinishReason.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    public static FinishReason ParseFinishReason(string word) => word switch
    {
        "stop" => FinishReason.Stop,
        "stop_sequence" => FinishReason.StopSequence,
        "length" => FinishReason.Length,
        "tool_call" => FinishReason.ToolCall,
        "content_filter" => FinishReason.ContentFilter,
        _ => FinishReason.Unknown,
    };

    public static string Of(JsonMode mode) => mode switch
    {
        JsonMode.Off => "off",
        JsonMode.On => "on",
        JsonMode.Strict => "strict",
        JsonMode.Tool => "tool",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary><c>implicit_tool</c> is what older versions wrote for <c>tool</c>.</summary>
    public static JsonMode ParseJsonMode(string word) => word switch
    {
        "off" => JsonMode.Off,
        "on" => JsonMode.On,
        "strict" => JsonMode.Strict,
        "tool" or "implicit_tool" => JsonMode.Tool,
        _ => throw Unknown("json_mode", word, "off, on, strict or tool"),
    };

    public static string Of(ServiceTier tier) => tier switch
    {
        ServiceTier.Auto => "auto",
        ServiceTier.Default => "default",
        ServiceTier.Priority => "priority",
        ServiceTier.Flex => "flex",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
    };

    public static ServiceTier ParseServiceTier(string word) => word switch
    {
        "auto" => ServiceTier.Auto,
        "default" => ServiceTier.Default,
        "priority" => ServiceTier.Priority,
        "flex" => ServiceTier.Flex,
        _ => throw Unknown("service_tier", word, "auto, default, priority or flex"),
    };

    private static ContentJsonException Unknown(string what, string word, string known) =>
        new($"There is no {what} `{word}`; it is {known}.");
}
