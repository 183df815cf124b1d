using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Validation;

/// <summary>A compiled keyword, or a few that are cheaper together. Immutable.</summary>
internal abstract class Keyword
{
    /// <summary>The schemas that the instance must fit, whatever it is, for this keyword to hold. A circle of them never ends.</summary>
    public virtual ReadOnlySpan<Subschema> Required => [];

    /// <summary>Whether it evaluates no other schema.</summary>
    public virtual bool IsLeaf => false;

    /// <summary>Whether the instance fits. Failures are told to <paramref name="evaluation"/>, which may be collecting them.</summary>
    public abstract bool Evaluate(JsonElement instance, Evaluation evaluation);
}
