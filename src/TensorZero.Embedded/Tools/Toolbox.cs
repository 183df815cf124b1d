using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tools;

/// <summary>
/// The tools of a function and how a request may change them. What does not depend on the request is made once.
/// </summary>
internal sealed class Toolbox
{
    private readonly IReadOnlyDictionary<string, Tool> _configured;
    private readonly IReadOnlyList<string> _functionTools;
    private readonly Lazy<ToolSet?> _default;

    /// <param name="configured">Every tool of the configuration, by key.</param>
    /// <param name="functionTools">The keys of the function's own tools, all of them configured.</param>
    /// <param name="choice">The function's rule for calling tools.</param>
    /// <param name="parallelToolCalls">The function's word on several calls at once.</param>
    public Toolbox(
        IReadOnlyDictionary<string, Tool> configured, IReadOnlyList<string> functionTools, ToolChoice choice, bool? parallelToolCalls)
    {
        (_configured, _functionTools, Choice, ParallelToolCalls) = (configured, functionTools, choice, parallelToolCalls);

        // Not before it is asked for: a choice may name a tool that only requests bring along.
        _default = new Lazy<ToolSet?>(() => Build(ToolRequest.Nothing), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>No tools at all: JSON functions, and chat functions that have none.</summary>
    public static Toolbox Empty { get; } = new(new Dictionary<string, Tool>(), [], ToolChoice.Auto, null);

    public ToolChoice Choice { get; }

    public bool? ParallelToolCalls { get; }

    public bool HasFunctionTools => _functionTools.Count > 0;

    /// <summary>The tools of one request; null when there are none.</summary>
    /// <exception cref="InvalidInferenceRequestException">A tool is unknown or named twice.</exception>
    public ToolSet? For(ToolRequest request) => request.FirstSetField is null ? _default.Value : Build(request);

    private ToolSet? Build(ToolRequest request)
    {
        var tools = Collect(request);
        var choice = ChoiceAmong(tools, request.Choice ?? Choice);
        if (tools.Count == 0 && request.ProviderTools.Count == 0)
        {
            return null;
        }

        return new ToolSet(tools, new ToolOffer
        {
            Tools = [.. tools.Select(tool => tool.Definition)],
            AllowedNames = request.AllowedTools is { } keys
                ? [.. tools.Where(tool => keys.Contains(tool.Key)).Select(tool => tool.Definition.Name)]
                : null,
            Choice = choice,
            ParallelToolCalls = request.ParallelToolCalls ?? ParallelToolCalls,
            ProviderTools = request.ProviderTools,
        });
    }

    /// <summary>The same choice, with a specific tool called by the name that the model is told.</summary>
    private static ToolChoice ChoiceAmong(List<Tool> tools, ToolChoice choice)
    {
        if (choice.ToolName is not { } wanted || tools.Exists(tool => tool.Definition.Name == wanted))
        {
            return choice;
        }

        return tools.Find(tool => tool.Key == wanted) is { } byKey
            ? ToolChoice.Specific(byKey.Definition.Name)
            : throw Unknown(wanted, tools.Select(tool => tool.Key));
    }

    private List<Tool> Collect(ToolRequest request)
    {
        var tools = _functionTools.Select(key => _configured[key]).ToList();
        var additional = request.AdditionalTools.Select(Compile).ToList();
        foreach (var key in request.AllowedTools ?? [])
        {
            if (additional.Exists(tool => tool.Key == key) || tools.Exists(tool => tool.Key == key))
            {
                continue;
            }

            tools.Add(_configured.TryGetValue(key, out var tool) ? tool : throw Unknown(key, _configured.Keys));
        }

        tools.AddRange(additional);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in tools)
        {
            if (!names.Add(tool.Definition.Name))
            {
                throw new InvalidInferenceRequestException(
                    InferenceRequestError.DuplicateTool, $"two tools of the request are named \"{tool.Definition.Name}\": give each its own name");
            }
        }

        return tools;
    }

    private static Tool Compile(ToolDefinition definition)
    {
        try
        {
            return new Tool(definition.Name, definition, JsonSchema.Compile(definition.Parameters));
        }
        catch (SchemaCompileException exception)
        {
            throw new InvalidInferenceRequestException(
                InferenceRequestError.InvalidRequest, $"the parameters of the additional tool \"{definition.Name}\" are no JSON Schema: {exception.Message}");
        }
    }

    private static InvalidInferenceRequestException Unknown(string name, IEnumerable<string> known) =>
        new(InferenceRequestError.UnknownTool, $"no tool \"{name}\"; the tools are: {string.Join(", ", known.Order(StringComparer.Ordinal))}");
}
