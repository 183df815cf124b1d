using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>$ref</c>, resolved while compiling.</summary>
internal sealed class RefKeyword(Subschema target) : Keyword
{
    private readonly Subschema[] _targets = [target];

    public override ReadOnlySpan<Subschema> Required => _targets;

    public static Keyword? Compile(KeywordSite site) => site.Resolve() is { } target ? new RefKeyword(target.Schema) : null;

    public override bool Evaluate(JsonElement instance, Evaluation evaluation) => target.Evaluate(instance, evaluation);
}
