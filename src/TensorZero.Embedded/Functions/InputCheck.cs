using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Functions;

/// <summary>
/// Checks an input against a function's schemas: the system prompt first, then every text and template block in order. Step 3 of a
/// request.
/// </summary>
internal static class InputCheck
{
    private const string SystemName = "system";

    /// <exception cref="InvalidInferenceRequestException">The input does not fit; the message says where and why, without the input.</exception>
    public static void Check(Function function, InferenceInput input)
    {
        CheckSystem(function, input.System);
        for (var m = 0; m < input.Messages.Count; m++)
        {
            var message = input.Messages[m];
            for (var b = 0; b < message.Content.Count; b++)
            {
                if (!UnicodeText.IsWellFormed(message.Content[b]))
                {
                    throw NotUnicode(function, $"/messages/{m}/content/{b}");
                }

                switch (message.Content[b])
                {
                    case TextBlock text when function.Schemas.Count > 0
                        && function.Schemas.TryGetValue(RoleNames.Of(message.Role), out var schema):
                        Require(schema, JsonText(text.Text), function, $"/messages/{m}/content/{b}");
                        break;
                    case TemplateBlock template:
                        CheckTemplate(function, template, m, b);
                        break;
                }
            }
        }
    }

    private static void CheckSystem(Function function, SystemPrompt? system)
    {
        var hasSchema = function.Schemas.TryGetValue(SystemName, out var schema);
        if (system is null)
        {
            if (hasSchema)
            {
                throw Invalid(function, "`input.system` is empty but a system template is present.", ["/system"]);
            }

            return;
        }

        if (!UnicodeText.IsWellFormed(system.Text))
        {
            throw NotUnicode(function, "/system");
        }

        if (schema is not null)
        {
            Require(schema, system.Arguments ?? JsonText(system.Text!), function, "/system");
        }
        else if (system.Arguments is { } arguments)
        {
            RequireObject(function, arguments, "/system");
            if (!function.TemplateNames.Contains(SystemName))
            {
                throw Invalid(
                    function, "System message has non-string content but there is no template `system` in any variant", ["/system"]);
            }
        }
    }

    private static void CheckTemplate(Function function, TemplateBlock template, int message, int block)
    {
        var place = $"/messages/{message}/content/{block}/arguments";
        RequireObject(function, template.Arguments, place);
        if (function.Schemas.TryGetValue(template.Name, out var schema))
        {
            Require(schema, template.Arguments, function, place);
        }
        else if (!function.TemplateNames.Contains(template.Name))
        {
            throw Invalid(
                function,
                $"Message at index {message} has non-string content but there is no template `{template.Name}` in any variant",
                [place]);
        }
    }

    private static void RequireObject(Function function, JsonElement arguments, string place)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            throw Invalid(function, $"template arguments must be a JSON object (at {place})", [place]);
        }
    }

    private static void Require(JsonSchema schema, JsonElement value, Function function, string place)
    {
        if (schema.IsValid(value))
        {
            return;
        }

        var errors = schema.Validate(value).Errors;
        var reasons = string.Join("; ", errors.Select(error => $"{place}{error.InstancePointer}: {error.Message}"));
        throw Invalid(function, $"the input does not fit its schema: {reasons}", [.. errors.Select(error => place + error.InstancePointer)]);
    }

    private static InvalidInferenceRequestException Invalid(Function function, string message, IReadOnlyList<string> pointers) =>
        new(InferenceRequestError.InvalidInput, $"function \"{function.Name}\": {message}") { Pointers = pointers };

    private static InvalidInferenceRequestException NotUnicode(Function function, string place) => Invalid(
        function, $"the text is not Unicode: it holds half a surrogate pair, as a cut through a character leaves it (at {place})", [place]);

    /// <summary>A text as a JSON value, for a schema that describes texts.</summary>
    private static JsonElement JsonText(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");
}
