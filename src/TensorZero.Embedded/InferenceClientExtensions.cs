using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded;

/// <summary>
/// Typed answers: the JSON of a JSON function, or of a chat function's text, as a C# type. What a call throws is what
/// <see cref="IInferenceClient"/> throws; an answer that does not fit the type is no exception.
/// </summary>
public static class InferenceClientExtensions
{
    private const string NeedsReflection =
        "Reads the type by reflection. In trimmed and AOT programs pass a JsonTypeInfo of a source-generated JsonSerializerContext.";

    /// <summary>Asks and waits for the whole answer.</summary>
    /// <typeparam name="TOutput">The C# type of the answer.</typeparam>
    /// <param name="client">Who is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="outputType">How the type is read, from a source-generated <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Cancels the call down to the socket.</param>
    public static async Task<InferenceResponse<TOutput>> InferAsync<TOutput>(
        this IInferenceClient client,
        InferenceRequest request,
        JsonTypeInfo<TOutput> outputType,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(outputType);
        var response = await client.InferAsync(request, cancellationToken).ConfigureAwait(false);
        return InferenceResponse<TOutput>.Of(response, outputType);
    }

    /// <inheritdoc cref="InferAsync{TOutput}(IInferenceClient, InferenceRequest, JsonTypeInfo{TOutput}, CancellationToken)"/>
    /// <param name="client">Who is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="options">How the type is read; null for <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <param name="cancellationToken">Cancels the call down to the socket.</param>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static Task<InferenceResponse<TOutput>> InferAsync<TOutput>(
        this IInferenceClient client,
        InferenceRequest request,
        JsonSerializerOptions? options = null,
        CancellationToken cancellationToken = default) =>
        client.InferAsync(request, TypeInfo<TOutput>(options), cancellationToken);

    /// <summary>
    /// Asks and hands out the value as it grows: each step is a value, and no step takes anything back. Steps that the type cannot hold
    /// (half of an enumeration's name) are left out, and of a long answer those that add next to nothing. The last one is validated
    /// and has the whole response.
    /// </summary>
    /// <typeparam name="TOutput">The C# type of the answer.</typeparam>
    /// <param name="client">Who is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="outputType">How the type is read, from a source-generated <c>JsonSerializerContext</c>.</param>
    /// <param name="cancellationToken">Ends the reading; whether it ends the call is the function's disconnect policy.</param>
    public static IAsyncEnumerable<PartialOutput<TOutput>> InferStreamingAsync<TOutput>(
        this IInferenceClient client,
        InferenceRequest request,
        JsonTypeInfo<TOutput> outputType,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(outputType);
        return Stream(client, request, outputType, cancellationToken);
    }

    /// <inheritdoc cref="InferStreamingAsync{TOutput}(IInferenceClient, InferenceRequest, JsonTypeInfo{TOutput}, CancellationToken)"/>
    /// <param name="client">Who is asked.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="options">How the type is read; null for <see cref="JsonSerializerOptions.Web"/>.</param>
    /// <param name="cancellationToken">Ends the reading; whether it ends the call is the function's disconnect policy.</param>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static IAsyncEnumerable<PartialOutput<TOutput>> InferStreamingAsync<TOutput>(
        this IInferenceClient client,
        InferenceRequest request,
        JsonSerializerOptions? options = null,
        CancellationToken cancellationToken = default) =>
        client.InferStreamingAsync(request, TypeInfo<TOutput>(options), cancellationToken);

    private static async IAsyncEnumerable<PartialOutput<TOutput>> Stream<TOutput>(
        IInferenceClient client,
        InferenceRequest request,
        JsonTypeInfo<TOutput> outputType,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partial = new PartialJsonReader<TOutput>(outputType);
        await foreach (var chunk in client.InferStreamingAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (chunk.Response is { } response)
            {
                yield return new PartialOutput<TOutput>(InferenceResponse<TOutput>.Of(response, outputType));
            }
            else if (partial.TryRead(chunk.Text, out var value))
            {
                yield return new PartialOutput<TOutput>(value);
            }
        }
    }

    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    private static JsonTypeInfo<TOutput> TypeInfo<TOutput>(JsonSerializerOptions? options)
    {
        options ??= JsonSerializerOptions.Web;
        options.MakeReadOnly(populateMissingResolver: true);
        return (JsonTypeInfo<TOutput>)options.GetTypeInfo(typeof(TOutput));
    }
}
