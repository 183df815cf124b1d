using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Targets;

namespace TensorZero.Embedded.Gateway.Tests.Targets;

internal sealed class InferenceTargetTests
{
    [TestCase("tensorzero::function_name::greet", "greet", null, "tensorzero::function_name::greet::variant_name::v")]
    [TestCase("tensorzero::model_name::m", null, "m", "tensorzero::model_name::m")]
    [TestCase("tensorzero::model_name::openai::gpt-5", null, "openai::gpt-5", "tensorzero::model_name::openai::gpt-5")]
    public void A_function_or_a_model_is_named(string model, string? function, string? modelName, string answeredBy)
    {
        var target = Read(model);

        Assert.That((target.FunctionName, target.ModelName), Is.EqualTo((function, modelName)));
        Assert.That(target.ToString(), Is.EqualTo(model));
        Assert.That(target.AnsweredBy("v"), Is.EqualTo(answeredBy));
    }

    [TestCase("\"gpt-5\"", "Expected `tensorzero::function_name::NAME` for a function or `tensorzero::model_name::NAME` for a model")]
    [TestCase("\"tensorzero::function_name::\"", "There is no name after `tensorzero::function_name::` in `model`.")]
    [TestCase("\"tensorzero::model_name::\"", "There is no name after `tensorzero::model_name::` in `model`.")]
    [TestCase("7", "Expected a string as `model` in the request.")]
    [TestCase("null", "Missing `model` in the request.")]
    public void Anything_else_is_refused(string model, string message) => Assert.That(
        () => InferenceTarget.Read(JsonElement.Parse($"{{\"model\": {model}}}")),
        Throws.TypeOf<ContentJsonException>().With.Message.StartsWith(message));

    private static InferenceTarget Read(string model) => InferenceTarget.Read(JsonElement.Parse($"{{\"model\": \"{model}\"}}"));
}
