using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.Targets;

/// <summary>What the <c>model</c> of a request in another vendor's API names: a function or a model of the configuration.</summary>
internal readonly record struct InferenceTarget
{
    private const string Key = "model";
    private const string FunctionPrefix = ReservedNames.Prefix + "function_name::";
    private const string ModelPrefix = ReservedNames.Prefix + "model_name::";
    private const string VariantInfix = "::variant_name::";

    private InferenceTarget(string? functionName, string? modelName) => (FunctionName, ModelName) = (functionName, modelName);

    /// <summary>Null for a model.</summary>
    public string? FunctionName { get; }

    /// <summary>A configured model or a shorthand; null for a function.</summary>
    public string? ModelName { get; }

    public static InferenceTarget Function(string name) => new(name, null);

    public static InferenceTarget Model(string name) => new(null, name);

    /// <exception cref="ContentJsonException">The request names nothing, or in no such way.</exception>
    public static InferenceTarget Read(JsonElement request)
    {
        var text = request.RequiredString(Key, "the request");
        var target = text.StartsWith(FunctionPrefix, StringComparison.Ordinal) ? Function(text[FunctionPrefix.Length..])
            : text.StartsWith(ModelPrefix, StringComparison.Ordinal) ? Model(text[ModelPrefix.Length..])
            : throw new ContentJsonException(
                $"Expected `{FunctionPrefix}NAME` for a function or `{ModelPrefix}NAME` for a model (such as "
                + $"`{ModelPrefix}openai::gpt-5-mini`) as `{Key}` in the request.");
        return (target.FunctionName ?? target.ModelName) is not ""
            ? target
            : throw new ContentJsonException($"There is no name after `{text}` in `{Key}`.");
    }

    /// <summary>What an answer calls the model that gave it.</summary>
    public string AnsweredBy(string variantName) => FunctionName is null ? ToString() : ToString() + VariantInfix + variantName;

    /// <summary>As a request names it.</summary>
    public override string ToString() => FunctionName is null ? ModelPrefix + ModelName : FunctionPrefix + FunctionName;
}
