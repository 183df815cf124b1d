namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Deprecated: a JSON function whose model writes down its thinking first.</summary>
internal sealed record ChainOfThoughtVariantConfig(ChatCompletionConfig Inner) : VariantConfig
{
    public override ChatCompletionConfig Completion => Inner;
}
