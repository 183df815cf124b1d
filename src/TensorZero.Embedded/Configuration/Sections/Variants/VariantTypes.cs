using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Binds a variant by its <c>type</c>. A judge's variants differ only in their frame and in how their completion is written.</summary>
internal static class VariantTypes
{
    private const string BestOfN = "experimental_best_of_n_sampling";
    private const string MixtureOfN = "experimental_mixture_of_n";
    private const string Dicl = "experimental_dynamic_in_context_learning";
    private const string ChainOfThought = "experimental_chain_of_thought";

    private static readonly string[] All = ["chat_completion", BestOfN, MixtureOfN, Dicl, ChainOfThought];

    /// <summary>The variant of a function; null after reporting an unknown type.</summary>
    public static VariantConfig? Bind(string name, TableReader table) =>
        Bind(name, table, VariantFrame.Bind(table), ChatCompletionConfig.Bind);

    /// <summary>The variant of an LLM judge; null after reporting an unknown type.</summary>
    public static VariantConfig? BindJudge(string name, TableReader table) =>
        Bind(name, table, VariantFrame.BindJudge(table), JudgeCompletionBinding.Bind);

    private static VariantConfig? Bind(
        string name, TableReader table, VariantFrame frame, Func<TableReader, ChatCompletionConfig> bindCompletion)
    {
        var origin = table.Origin;
        switch (table.RequiredType("variant", All))
        {
            case "chat_completion":
                return new ChatCompletionVariantConfig(bindCompletion(table))
                {
                    Origin = origin, Name = name, Timeouts = frame.Timeouts, Namespace = frame.Namespace, Weight = frame.Weight,
                };
            case ChainOfThought:
                table.Deprecated("type", "use `chat_completion` with a reasoning model");
                return new ChainOfThoughtVariantConfig(bindCompletion(table))
                {
                    Origin = origin, Name = name, Timeouts = frame.Timeouts, Namespace = frame.Namespace, Weight = frame.Weight,
                };
            case BestOfN:
                return new BestOfNVariantConfig(table.RequiredTable("evaluator", bindCompletion))
                {
                    Origin = origin, Name = name, Timeouts = frame.Timeouts, Namespace = frame.Namespace, Weight = frame.Weight,
                    Candidates = table.RequiredTexts("candidates"),
                    CandidateTimeout = BindCandidateTimeout(table),
                };
            case MixtureOfN:
                return new MixtureOfNVariantConfig(table.RequiredTable("fuser", bindCompletion))
                {
                    Origin = origin, Name = name, Timeouts = frame.Timeouts, Namespace = frame.Namespace, Weight = frame.Weight,
                    Candidates = table.RequiredTexts("candidates"),
                    CandidateTimeout = BindCandidateTimeout(table),
                };
            case Dicl:
                return DiclVariantConfig.Bind(name, table, frame);
            default:
                return null;
        }
    }

    private static TimeSpan? BindCandidateTimeout(TableReader table)
    {
        table.Deprecated("timeout_s", "use `timeouts` of the candidates");
        return table.Seconds("timeout_s");
    }
}
