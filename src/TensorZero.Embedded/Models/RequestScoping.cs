using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Models;

/// <summary>
/// Leaves out of a request what is meant for other variants, models and providers, and adds what the provider's own configuration
/// says. A request with nothing of the kind passes through as it is.
/// </summary>
internal static class RequestScoping
{
    public static ModelRequest For(ProviderEndpoint endpoint, string variantName, ModelRequest request, CallContext context)
    {
        var messages = request.Messages.All(message => message.Content.All(block => Reaches(block, endpoint)))
            ? request.Messages
            : Filter(request.Messages, endpoint);
        var tools = request.Tools is { ProviderTools.Count: > 0 } offer
            ? offer.WithProviderTools([.. offer.ProviderTools.Where(tool => Matches(tool.ModelName, tool.ProviderName, endpoint))])
            : request.Tools;
        var extraBody = Join(
            request.ExtraBody,
            endpoint.ExtraBody,
            context.ExtraBody,
            edit => edit.VariantName is null or "" || edit.VariantName == variantName,
            edit => Matches(edit.ModelName, edit.ProviderName, endpoint));
        var extraHeaders = Join(
            request.ExtraHeaders,
            endpoint.ExtraHeaders,
            context.ExtraHeaders,
            edit => edit.VariantName is null or "" || edit.VariantName == variantName,
            edit => Matches(edit.ModelName, edit.ProviderName, endpoint));

        return ReferenceEquals(messages, request.Messages) && ReferenceEquals(tools, request.Tools)
            && ReferenceEquals(extraBody, request.ExtraBody) && ReferenceEquals(extraHeaders, request.ExtraHeaders)
            ? request
            : request.For(messages, tools, extraBody, extraHeaders);
    }

    private static List<InputMessage> Filter(IReadOnlyList<InputMessage> messages, ProviderEndpoint endpoint)
    {
        var kept = new List<InputMessage>(messages.Count);
        foreach (var message in messages)
        {
            var blocks = message.Content.Where(block => Reaches(block, endpoint)).ToList();
            if (blocks.Count > 0)
            {
                kept.Add(message with { Content = blocks });
            }
        }

        return kept;
    }

    private static bool Reaches(ContentBlock block, ProviderEndpoint endpoint) => block switch
    {
        ThoughtBlock thought => thought.ProviderType is null || thought.ProviderType == endpoint.Provider.Type,
        UnknownBlock unknown => Matches(unknown.ModelName, unknown.ProviderName, endpoint),
        _ => true,
    };

    private static bool Matches(string? modelName, string? providerName, ProviderEndpoint endpoint) =>
        (modelName is null || modelName == endpoint.ModelName) && (providerName is null || providerName == endpoint.Name);

    private static IReadOnlyList<T> Join<T>(
        IReadOnlyList<T> variant, IReadOnlyList<T> provider, IReadOnlyList<T> request, Func<T, bool> ofVariant, Func<T, bool> ofProvider) =>
        provider.Count == 0 && request.Count == 0
            ? variant
            : [.. variant, .. provider, .. request.Where(edit => ofVariant(edit) && ofProvider(edit))];
}
