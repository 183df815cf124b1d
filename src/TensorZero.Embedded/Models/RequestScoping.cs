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
        if (endpoint.IsRelay)
        {
            return ForRelay(variantName, request, context);
        }

        var isForAll = request.Tools is not { ProviderTools.Count: > 0 }
            && endpoint.ExtraBody.Count == 0 && context.ExtraBody.Count == 0
            && endpoint.ExtraHeaders.Count == 0 && context.ExtraHeaders.Count == 0
            && AllReach(request.Messages, endpoint);
        return isForAll ? request : Narrow(endpoint, variantName, request, context);
    }

    private static ModelRequest Narrow(ProviderEndpoint endpoint, string variantName, ModelRequest request, CallContext context)
    {
        var messages = AllReach(request.Messages, endpoint) ? request.Messages : Filter(request.Messages, endpoint);
        var tools = request.Tools is { ProviderTools.Count: > 0 } offer
            ? offer.WithProviderTools([.. offer.ProviderTools.Where(tool => Matches(tool.ModelName, tool.ProviderName, endpoint))])
            : request.Tools;
        var extraBody = endpoint.ExtraBody.Count == 0 && context.ExtraBody.Count == 0
            ? request.ExtraBody
            : [.. request.ExtraBody, .. endpoint.ExtraBody, .. context.ExtraBody.Where(edit =>
                Matches(edit.VariantName, variantName) && Matches(edit.ModelName, edit.ProviderName, endpoint))];
        var extraHeaders = endpoint.ExtraHeaders.Count == 0 && context.ExtraHeaders.Count == 0
            ? request.ExtraHeaders
            : [.. request.ExtraHeaders, .. endpoint.ExtraHeaders, .. context.ExtraHeaders.Where(edit =>
                Matches(edit.VariantName, variantName) && Matches(edit.ModelName, edit.ProviderName, endpoint))];

        return request.For(messages, tools, extraBody, extraHeaders);
    }

    /// <summary>Variants are known here only, so changes for the one that asks become changes for all; the rest is the other gateway's to sort.</summary>
    private static ModelRequest ForRelay(string variantName, ModelRequest request, CallContext context) =>
        context.ExtraBody.Count == 0 && context.ExtraHeaders.Count == 0
            ? request
            : request.For(
                request.Messages,
                request.Tools,
                [.. request.ExtraBody, .. context.ExtraBody.Where(edit => Matches(edit.VariantName, variantName)).Select(edit => edit with { VariantName = null })],
                [.. request.ExtraHeaders, .. context.ExtraHeaders.Where(edit => Matches(edit.VariantName, variantName)).Select(edit => edit with { VariantName = null })]);

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

    private static bool AllReach(IReadOnlyList<InputMessage> messages, ProviderEndpoint endpoint)
    {
        for (var m = 0; m < messages.Count; m++)
        {
            var content = messages[m].Content;
            for (var b = 0; b < content.Count; b++)
            {
                if (!Reaches(content[b], endpoint))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Reaches(ContentBlock block, ProviderEndpoint endpoint) => block switch
    {
        ThoughtBlock thought => thought.ProviderType is null || thought.ProviderType == endpoint.Provider.Type,
        UnknownBlock unknown => Matches(unknown.ModelName, unknown.ProviderName, endpoint),
        _ => true,
    };

    private static bool Matches(string? wanted, string actual) => wanted is null || wanted == actual;

    private static bool Matches(string? modelName, string? providerName, ProviderEndpoint endpoint) =>
        Matches(modelName, endpoint.ModelName) && Matches(providerName, endpoint.Name);
}
