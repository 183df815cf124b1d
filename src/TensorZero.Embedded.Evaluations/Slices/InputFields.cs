using System.Text.Json;

namespace TensorZero.Embedded.Evaluations.Slices;

/// <summary>Fields of template arguments.</summary>
internal static class InputFields
{
    public static string? Find(InferenceInput input, string field)
    {
        foreach (var arguments in InputText.Arguments(input))
        {
            if (arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(field, out var value))
            {
                return value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                    _ => null,
                };
            }
        }

        return null;
    }
}
