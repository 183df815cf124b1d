using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>JSON functions say how they ask for JSON; chat functions do not ask for it.</summary>
internal static class JsonModeRules
{
    public static void Check(FunctionConfig function, VariantConfig variant, ProblemList problems)
    {
        if (function.Type == FunctionType.Json)
        {
            CheckGiven(variant, problems);
            return;
        }

        if (variant is ChainOfThoughtVariantConfig)
        {
            problems.ErrorInKey(variant.Origin, "type", "works in JSON functions only");
        }
        else if (variant is ChatCompletionVariantConfig { Inner: { Params.JsonMode: not null } inner })
        {
            problems.ErrorInKey(inner.Origin, "json_mode", "works in JSON functions only");
        }
        else if (variant.Completion is { Params.JsonMode: JsonMode.Tool } completion && function.Tools.Count > 0)
        {
            problems.ErrorInKey(completion.Origin, "json_mode", "\"tool\" cannot be combined with `tools` of the function");
        }
    }

    private static void CheckGiven(VariantConfig variant, ProblemList problems)
    {
        var (given, origin) = variant switch
        {
            DiclVariantConfig dicl => (dicl.Params.JsonMode, dicl.Origin),
            // The evaluator answers with an index of its own, strictly by default.
            BestOfNVariantConfig => (JsonMode.Strict, variant.Origin),
            { Completion: { } completion } => (completion.Params.JsonMode, completion.Origin),
            _ => (JsonMode.Off, variant.Origin),
        };
        if (given is null && origin.Node["json_mode"] is null)
        {
            problems.ErrorInSection(origin, "the key `json_mode` is missing", "JSON functions need it: \"strict\", \"on\", \"tool\" or \"off\"");
        }
    }
}
