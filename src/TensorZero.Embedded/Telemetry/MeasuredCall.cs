using System.Diagnostics;

namespace TensorZero.Embedded.Telemetry;

/// <summary>Which provider call is measured. Every name must come from the configuration, so that there are few of them.</summary>
/// <param name="ProviderType">The provider's type.</param>
/// <param name="RequestModel">What the provider calls the model.</param>
/// <param name="FunctionName">The function it was called for.</param>
/// <param name="VariantName">And its variant.</param>
/// <param name="ModelName">The model of the configuration.</param>
/// <param name="Error">What went wrong; null for nothing.</param>
internal readonly record struct MeasuredCall(
    string ProviderType, string RequestModel, string FunctionName, string VariantName, string ModelName, string? Error)
{
    public TagList Tags
    {
        get
        {
            var tags = new TagList
            {
                { GenAiNames.OperationName, GenAiNames.ChatOperation },
                { GenAiNames.ProviderName, GenAiProviders.NameOf(ProviderType) },
                { GenAiNames.RequestModel, RequestModel },
                { TelemetryNames.FunctionName, FunctionName },
                { TelemetryNames.VariantName, VariantName },
                { TelemetryNames.ModelName, ModelName },
            };
            if (Error is not null)
            {
                tags.Add(TelemetryNames.ErrorType, Error);
            }

            return tags;
        }
    }
}
