using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Warns of settings that Anthropic does not know: they are left out of the request.</summary>
internal static class IgnoredParameters
{
    public static void Warn(ModelRequest request, ProviderCall call, ILogger logger)
    {
        var settings = request.Params;
        WarnIf(settings.Seed is not null, "seed");
        WarnIf(settings.PresencePenalty is not null, "presence_penalty");
        WarnIf(settings.FrequencyPenalty is not null, "frequency_penalty");
        WarnIf(settings.Verbosity is not null, "verbosity");
        WarnIf(settings.ServiceTier is ServiceTier.Flex, "service_tier = \"flex\"");
        WarnIf(HasDetail(request.Messages), "detail (of an image)");

        void WarnIf(bool isSet, string parameter)
        {
            if (isSet)
            {
                AnthropicLog.ParameterIgnored(logger, call.ModelName, call.ProviderName, parameter);
            }
        }
    }

    private static bool HasDetail(IReadOnlyList<InputMessage> messages)
    {
        for (var message = 0; message < messages.Count; message++)
        {
            var content = messages[message].Content;
            for (var block = 0; block < content.Count; block++)
            {
                if (content[block] is FileBlock { Detail: not null })
                {
                    return true;
                }
            }
        }

        return false;
    }
}
