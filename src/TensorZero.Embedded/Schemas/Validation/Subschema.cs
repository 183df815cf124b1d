using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Validation;

/// <summary>A compiled schema object: its keywords, cheap ones first. Filled once by the compiler, then immutable.</summary>
internal sealed class Subschema(string location)
{
    private Keyword[] _keywords = [];
    private Keyword[] _unevaluated = [];
    private bool _isLeaf = true;

    /// <summary>JSON pointer to this schema, after "uri#" where it stands in another document.</summary>
    public string Location { get; } = location;

    /// <summary>The resource it belongs to; null when no <c>$dynamicRef</c> asks for it.</summary>
    public DynamicScope? Scope { get; set; }

    public bool AcceptsAll { get; private set; } = true;

    public ReadOnlySpan<Keyword> Keywords => _keywords;

    /// <param name="keywords">In the order in which they are evaluated.</param>
    /// <param name="unevaluated">Those that ask what all others have evaluated.</param>
    public void Fill(Keyword[] keywords, Keyword[] unevaluated)
    {
        _keywords = keywords;
        _unevaluated = unevaluated;
        AcceptsAll = keywords.Length == 0 && unevaluated.Length == 0;
        _isLeaf = unevaluated.Length == 0 && Array.TrueForAll(keywords, keyword => keyword.IsLeaf);
    }

    public bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        // Leaves lead nowhere: neither depth nor scope matters in them, nor who they are unless they fail.
        if (_isLeaf && !evaluation.IsCollecting)
        {
            return AllHold(_keywords, instance, evaluation);
        }

        if (!evaluation.TryEnter(this, out var outer))
        {
            return false;
        }

        var valid = _unevaluated.Length == 0
            ? AllHold(_keywords, instance, evaluation)
            : AllHoldTracked(instance, evaluation);
        evaluation.Leave(this, outer);
        return valid;
    }

    private bool AllHoldTracked(JsonElement instance, Evaluation evaluation)
    {
        var frame = evaluation.Evaluated.Begin(instance);

        // After another failure it is unknown what would have been evaluated: complaining about it would only be noise.
        var valid = AllHold(_keywords, instance, evaluation) && AllHold(_unevaluated, instance, evaluation);
        evaluation.Evaluated.End(frame, keep: valid);
        return valid;
    }

    private static bool AllHold(Keyword[] keywords, JsonElement instance, Evaluation evaluation)
    {
        var valid = true;
        foreach (var keyword in keywords)
        {
            if (!keyword.Evaluate(instance, evaluation))
            {
                valid = false;
                if (!evaluation.IsCollecting)
                {
                    break;
                }
            }
        }

        return valid;
    }
}
