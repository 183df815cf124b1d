namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal enum OpenAiApiType
{
    ChatCompletions,
    Responses,
}
