namespace TensorZero.Embedded.Configuration.Sections.Variants;

internal sealed record ChatCompletionVariantConfig(ChatCompletionConfig Inner) : VariantConfig
{
    public override ChatCompletionConfig Completion => Inner;
}
