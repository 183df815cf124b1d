using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Compilation;

/// <summary>One <c>include</c>, <c>import</c>, <c>from</c> or <c>extends</c> with every name it can resolve to.</summary>
internal sealed record TemplateLoad(string Keyword, IReadOnlyList<string> Names, bool IgnoresMissing, Position Position);
