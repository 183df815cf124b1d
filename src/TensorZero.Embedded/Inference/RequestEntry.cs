using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tools;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>
/// Takes a request in: steps 1 to 3 of its way. Whatever is wrong with it is said here, before anything is called.
/// </summary>
internal sealed class RequestEntry(TimeProvider time, UuidV7Source ids, CacheUse cache)
{
    /// <param name="request">What is asked.</param>
    /// <param name="workflow">What the workflow evaluation's episode that it belongs to says; null when it belongs to none.</param>
    /// <param name="snapshot">The configuration it is asked of.</param>
    /// <param name="caller">The token whose end means that the caller cancelled.</param>
    /// <exception cref="InvalidInferenceRequestException">The request cannot be carried out.</exception>
    public InferenceContext Enter(
        InferenceRequest request, WorkflowEpisodeRecord? workflow, EngineSnapshot snapshot, CancellationToken caller)
    {
        var asked = request.WithOwnLists();
        CheckTags(asked);
        request = workflow is null ? asked : asked.InEpisode(PinOf(asked, workflow), workflow.Tags);

        // 1. Enter: ids, tags, the clock.
        var started = time.GetTimestamp();
        var inferenceId = ids.Next();
        if (request.EpisodeId is { } given && workflow is null)
        {
            EpisodeIds.Require(given, time);
        }

        // 2. Find the function.
        var entry = FunctionLookup.Find(request, snapshot);
        var pinned = FunctionLookup.Pinned(request, entry, snapshot);
        FunctionLookup.CheckNamespace(request, entry, snapshot);
        EditTargets.Check(request, entry, snapshot);

        // 3. Check input, build the tool set.
        var tools = ToolsOf(request);
        RequestRules.Check(request, tools, entry.Function);
        InputCheck.Check(entry.Function, request.Input);

        var tags = Tags(request);
        return new InferenceContext
        {
            Request = request,
            Snapshot = snapshot,
            Entry = entry,
            InferenceId = inferenceId,
            EpisodeId = request.EpisodeId ?? ids.Next(),
            Tags = tags,
            Pinned = pinned,
            Started = started,
            VariantRequest = new VariantRequest
            {
                Function = entry.Function,
                Input = request.Input,
                Params = request.Params,
                OutputSchema = OutputSchema(request) ?? entry.Function.OutputSchema,
                Tools = entry.Function.Type == FunctionType.Chat ? entry.Function.Tools.For(tools) : null,
                Context = new CallContext
                {
                    Time = time,
                    Ids = ids,
                    Caller = caller,
                    Credentials = request.Credentials,
                    ExtraBody = request.ExtraBody,
                    ExtraHeaders = request.ExtraHeaders,
                    Wishes = WishesOf(asked, cache.Passed(request, entry, snapshot)),
                    Cache = cache.For(request, entry, snapshot, tags),
                },
            },
        };
    }

    private static ToolRequest ToolsOf(InferenceRequest request) =>
        request is { AllowedTools: null, AdditionalTools.Count: 0, ToolChoice: null, ParallelToolCalls: null, ProviderTools.Count: 0 }
            ? ToolRequest.Nothing
            : new ToolRequest
            {
                AllowedTools = request.AllowedTools,
                AdditionalTools = request.AdditionalTools,
                Choice = request.ToolChoice,
                ParallelToolCalls = request.ParallelToolCalls,
                ProviderTools = request.ProviderTools,
            };

    private static CallerWishes WishesOf(InferenceRequest request, CacheOptions passed) =>
        request is { Tags.Count: 0, IncludeRawUsage: false, IncludeRawResponse: false } && passed.Mode == CacheMode.Off
            ? CallerWishes.None
            : new CallerWishes
            {
                Tags = request.Tags,
                Cache = passed,
                IncludeRawUsage = request.IncludeRawUsage,
                IncludeRawResponse = request.IncludeRawResponse,
            };

    private static JsonSchema? OutputSchema(InferenceRequest request)
    {
        if (request.OutputSchema is not { } schema)
        {
            return null;
        }

        try
        {
            return JsonSchema.Compile(schema);
        }
        catch (SchemaCompileException exception)
        {
            throw new InvalidInferenceRequestException(
                InferenceRequestError.InvalidRequest, $"`output_schema` is no JSON Schema: {exception.Message}");
        }
    }

    private static string? PinOf(InferenceRequest request, WorkflowEpisodeRecord workflow) =>
        request.FunctionName is { } function ? workflow.VariantPins.GetValueOrDefault(function) : null;

    private static void CheckTags(InferenceRequest request)
    {
        foreach (var key in request.Tags.Keys)
        {
            if (!request.Internal && ReservedNames.Includes(key))
            {
                throw new InvalidInferenceRequestException(
                    InferenceRequestError.InvalidRequest, $"the tag \"{key}\" begins with \"{ReservedNames.Prefix}\", which is reserved");
            }
        }
    }

    private static IReadOnlyDictionary<string, string> Tags(InferenceRequest request)
    {
        if (request is { VariantName: null, Namespace: null, ApiKeyPublicId: null, Internal: false, Replay: null })
        {
            return request.Tags;
        }

        var tags = new Dictionary<string, string>(request.Tags);
        if (request.VariantName is { } variant)
        {
            tags["tensorzero::variant_pinned"] = variant;
        }

        if (request.Namespace is { } @namespace)
        {
            tags[ReservedNames.NamespaceTag] = @namespace;
        }

        if (request.ApiKeyPublicId is { } apiKey)
        {
            tags[ReservedNames.ApiKeyTag] = apiKey;
        }

        if (request.Replay is { } replay)
        {
            tags[ReservedNames.ReplayRunTag] = replay.RunId.ToString();
            tags[ReservedNames.ReplayedInferenceTag] = replay.OriginalId.ToString();
        }

        if (request.Internal)
        {
            tags[ReservedNames.InternalTag] = "true";
        }

        return tags;
    }
}
