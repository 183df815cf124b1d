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
                        if (JsonText(text.Text) is var json && !schema.IsValid(json))
                        {
                            throw Unfit(schema, json, function, $"/messages/{m}/content/{b}");
                        }

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
            var value = system.Arguments ?? JsonText(system.Text!);
            if (!schema.IsValid(value))
            {
                throw Unfit(schema, value, function, "/system");
            }
        }
        else if (system.Arguments is { } arguments)
        {
            if (arguments.ValueKind != JsonValueKind.Object)
            {
                throw NoObject(function, "/system");
            }

            if (!function.TemplateNames.Contains(SystemName))
            {
                throw Invalid(
                    function, "System message has non-string content but there is no template `system` in any variant", ["/system"]);
            }
        }
    }

    private static void CheckTemplate(Function function, TemplateBlock template, int message, int block)
    {
        if (template.Arguments.ValueKind != JsonValueKind.Object)
        {
            throw NoObject(function, Place());
        }

        if (function.Schemas.TryGetValue(template.Name, out var schema))
        {
            if (!schema.IsValid(template.Arguments))
            {
                throw Unfit(schema, template.Arguments, function, Place());
            }
        }
        else if (!function.TemplateNames.Contains(template.Name))
        {
            throw Invalid(
                function,
                $"Message at index {message} has non-string content but there is no template `{template.Name}` in any variant",
                [Place()]);
        }

        string Place() => $"/messages/{message}/content/{block}/arguments";
    }

    private static InvalidInferenceRequestException NoObject(Function function, string place) =>
        Invalid(function, $"template arguments must be a JSON object (at {place})", [place]);

    private static InvalidInferenceRequestException Unfit(JsonSchema schema, JsonElement value, Function function, string place)
    {
        var errors = schema.Validate(value).Errors;
        var reasons = string.Join("; ", errors.Select(error => $"{place}{error.InstancePointer}: {error.Message}"));
        return Invalid(function, $"the input does not fit its schema: {reasons}", [.. errors.Select(error => place + error.InstancePointer)]);
    }

    private static InvalidInferenceRequestException Invalid(Function function, string message, IReadOnlyList<string> pointers) =>
        new(InferenceRequestError.InvalidInput, $"function \"{function.Name}\": {message}") { Pointers = pointers };

    private static InvalidInferenceRequestException NotUnicode(Function function, string place) => Invalid(
        function, $"the text is not Unicode: it holds half a surrogate pair, as a cut through a character leaves it (at {place})", [place]);

    /// <summary>A text as a JSON value, for a schema that describes texts.</summary>
    private static JsonElement JsonText(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");
}
