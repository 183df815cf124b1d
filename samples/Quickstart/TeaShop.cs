using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TensorZero.Embedded;

namespace Quickstart;

/// <summary>An ordinary service of an application: it is given its clients by the container.</summary>
internal sealed class TeaShop(IInferenceClient inference, IFeedbackClient feedback)
{
    private const string Letter = "My order AB-1234 has not arrived, and I need the Sencha and the Assam by tomorrow. Where is it?";

    /// <summary>Handles one customer, from the first letter to the rating, in one episode.</summary>
    public async Task<Guid> ServeAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var (reply, episode) = await AnswerAsync(output, cancellationToken);
        await ExtractAsync(output, episode, cancellationToken);
        await TrackAsync(output, episode, cancellationToken);
        await RateAsync(reply, episode, cancellationToken);
        return episode;
    }

    private async Task<(Guid Inference, Guid Episode)> AnswerAsync(TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine("1. A chat function, streamed as it arrives:\n");
        InferenceChunk? last = null;

        // quote:stream
        var request = new InferenceRequest
        {
            FunctionName = "answer_customer",
            Input = new InferenceInput
            {
                System = new JsonObject { ["shop"] = "Seven Cups", ["opening_hours"] = "Monday to Saturday, 9 to 18" },
                Messages = [InputMessage.User(new TemplateBlock("customer_message", new JsonObject { ["name"] = "Ada", ["message"] = Letter }))],
            },
            Tags = new Dictionary<string, string> { ["channel"] = "letter" },
        };

        await foreach (var chunk in inference.InferStreamingAsync(request, cancellationToken))
        {
            output.Write(chunk.Text);
            last = chunk;
        }
        // end

        output.WriteLine($"\n\n   {last!.Usage!.OutputTokens} tokens, {last.FinishReason}\n");
        return (last.InferenceId, last.EpisodeId);
    }

    private async Task ExtractAsync(TextWriter output, Guid episode, CancellationToken cancellationToken)
    {
        output.WriteLine("2. A JSON function, bound to a C# type:\n");

        // quote:json
        var request = new InferenceRequest
        {
            FunctionName = "extract_order",
            EpisodeId = episode,
            Input = new InferenceInput { Messages = [InputMessage.User(Letter)] },
        };
        var response = await inference.InferAsync(request, TeaShopJson.Default.Order, cancellationToken);
        var order = response.RequireOutput();
        // end

        output.WriteLine($"   order {order.OrderNumber}, {string.Join(" and ", order.Teas)}, urgency {order.Urgency}\n");
        await feedback.SendAsync(FeedbackRequest.Boolean("solved", order.OrderNumber == "AB-1234", response.Response.InferenceId), cancellationToken);
    }

    private async Task TrackAsync(TextWriter output, Guid episode, CancellationToken cancellationToken)
    {
        output.WriteLine("3. A function with a tool:\n");

        // quote:tools
        var conversation = new List<InputMessage> { InputMessage.User(Letter) };
        while (true)
        {
            var request = new InferenceRequest
            {
                FunctionName = "track_parcel",
                EpisodeId = episode,
                Input = new InferenceInput { Messages = conversation },
            };
            var response = await inference.InferAsync(request, cancellationToken);
            if (!response.ToolCalls.Any())
            {
                output.WriteLine($"   {response.Text}\n");
                return;
            }

            // The model's answer goes back as it is, followed by what the tools said.
            conversation.Add(new InputMessage(Role.Assistant, response.Content));
            conversation.Add(new InputMessage(Role.User, [.. response.ToolCalls.Select(Call)]));
        }
        // end

        ToolResultBlock Call(ToolCallBlock call)
        {
            output.WriteLine($"   -> {call.RawName}({call.RawArguments})");

            // Arguments are null when the model's did not fit the tool's schema: then the model is told so.
            return new ToolResultBlock(call.Id, call.RawName, call.Arguments is null
                ? """{"error":"the arguments do not fit the schema"}"""
                : """{"status":"out for delivery","arrives":"tomorrow before noon"}""");
        }
    }

    private async Task RateAsync(Guid reply, Guid episode, CancellationToken cancellationToken)
    {
        // quote:feedback
        await feedback.SendAsync(FeedbackRequest.Boolean("solved", true, reply), cancellationToken);
        await feedback.SendAsync(FeedbackRequest.FloatForEpisode("satisfaction", 4.5, episode), cancellationToken);
        await feedback.SendAsync(FeedbackRequest.Comment("Ada wrote back to say thank you.", reply), cancellationToken);
        await feedback.SendAsync(FeedbackRequest.Demonstration("Your parcel arrives tomorrow before noon, Ada.", reply), cancellationToken);
        // end
    }
}

/// <summary>What <c>extract_order</c> answers with: see its output schema.</summary>
internal sealed record Order(
    [property: JsonPropertyName("order_number")] string? OrderNumber,
    [property: JsonPropertyName("teas")] IReadOnlyList<string> Teas,
    [property: JsonPropertyName("urgency")] string Urgency);

[JsonSerializable(typeof(Order))]
internal sealed partial class TeaShopJson : JsonSerializerContext;
