using System.Runtime.CompilerServices;
using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Variants.ChatCompletion;

/// <summary>The plain variant: render the templates, ask one model, try again if need be.</summary>
internal sealed class ChatCompletionVariant(string name, Model model, PromptRenderer prompt) : Variant(name)
{
    private const string Scope = "variant";

    public override IReadOnlyCollection<string> TemplateNames => prompt.TemplateNames;

    public ChatCompletionParams Params { get; init; } = ChatCompletionParams.Empty;

    public CallTimeouts Timeouts { get; init; } = CallTimeouts.None;

    /// <summary>Null for none: then nothing stands between the variant and its model.</summary>
    public RetryPolicy? Retries { get; init; }

    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    public override Variant Asking(Model other) => new ChatCompletionVariant(DynamicName, other, prompt)
    {
        Params = Params,
        Timeouts = Timeouts,
        Retries = Retries,
        ExtraBody = ExtraBody,
        ExtraHeaders = ExtraHeaders,
    };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<CallOutcome<VariantResult>> RunAsync(VariantRequest request, CancellationToken cancellationToken)
    {
        if (!Prepare(request, stream: false).IsSuccess(out var call, out var failure))
        {
            return failure;
        }

        using var deadline = Deadline.ForWhole(Scope, Timeouts, request.Context.Time, cancellationToken);
        try
        {
            var outcome = Retries is null
                ? ToResult(await model.InferAsync(Name, call.Request, call.Context, deadline.Token).ConfigureAwait(false), call)
                : await Retries.RunAsync(AskAsync, call, deadline.Token).ConfigureAwait(false);
            return outcome.Failure is not null && deadline.HasExpired ? deadline.ToFailure() : outcome;
        }
        catch (OperationCanceledException) when (deadline.HasExpired && !request.Context.Caller.IsCancellationRequested)
        {
            // The time was up while a retry was being waited for.
            return deadline.ToFailure();
        }
    }

    public override async ValueTask<CallOutcome<VariantStream>> OpenStreamAsync(VariantRequest request, CancellationToken cancellationToken)
    {
        if (!Prepare(request, stream: true).IsSuccess(out var call, out var failure))
        {
            return failure;
        }

        var deadline = Deadline.ForStream(Scope, Timeouts, request.Context.Time, cancellationToken);
        try
        {
            var outcome = Retries is null
                ? await OpenAsync(call, deadline.Token).ConfigureAwait(false)
                : await Retries.RunAsync(OpenAsync, call, deadline.Token).ConfigureAwait(false);
            if (outcome.Value is { } opened)
            {
                opened.Stream.Within(deadline);
                return outcome;
            }

            var expired = deadline.HasExpired;
            deadline.Dispose();
            return expired ? deadline.ToFailure() : outcome;
        }
        catch (OperationCanceledException) when (deadline.HasExpired && !request.Context.Caller.IsCancellationRequested)
        {
            deadline.Dispose();
            return deadline.ToFailure();
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CallOutcome<VariantResult>> AskAsync(PreparedCall call, CancellationToken cancellationToken) =>
        ToResult(await model.InferAsync(Name, call.Request, call.Context, cancellationToken).ConfigureAwait(false), call);

    private static CallOutcome<VariantResult> ToResult(CallOutcome<ProviderResponse> outcome, PreparedCall call) =>
        outcome.IsSuccess(out var response, out var failure)
            ? new VariantResult(response.Content, response.FinishReason, call.Request.Params, call.JsonMode)
            : failure;

    private async ValueTask<CallOutcome<VariantStream>> OpenAsync(PreparedCall call, CancellationToken cancellationToken)
    {
        var outcome = await model.OpenStreamAsync(Name, call.Request, call.Context, cancellationToken).ConfigureAwait(false);
        return outcome.IsSuccess(out var stream, out var failure)
            ? new VariantStream(stream, call.Request.Params, call.JsonMode)
            : failure;
    }

    private CallOutcome<PreparedCall> Prepare(VariantRequest request, bool stream)
    {
        var settings = request.Params.Or(Params);
        var isJson = request.Function.Type == FunctionType.Json;
        var jsonMode = settings.JsonMode ?? (isJson ? JsonMode.Strict : JsonMode.Off);
        var usesTool = jsonMode == JsonMode.Tool && request.OutputSchema is not null;
        try
        {
            return new PreparedCall(
                new ModelRequest
                {
                    System = prompt.RenderSystem(request.Input.System),
                    Messages = prompt.RenderMessages(request.Input.Messages),
                    FunctionType = request.Function.Type,
                    Tools = usesTool ? ImplicitTool.For(request.OutputSchema!.Root) : request.Tools?.Offer,
                    Params = settings,
                    JsonMode = usesTool ? JsonMode.Off : jsonMode,
                    OutputSchema = request.OutputSchema?.Root,
                    ExtraBody = ExtraBody,
                    ExtraHeaders = ExtraHeaders,
                    Stream = stream,
                },
                request.Context,
                jsonMode);
        }
        catch (Exception exception) when (exception is TemplateRenderException or InvalidPromptException)
        {
            return new CallFailure(ProviderFailure.Template, exception.Message) { Cause = exception, IsRetryable = false };
        }
    }

    private sealed record PreparedCall(ModelRequest Request, CallContext Context, JsonMode JsonMode);
}
