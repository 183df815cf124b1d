using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

internal sealed record RateLimitRuleConfig : ConfigSection
{
    public required IReadOnlyList<RateLimitConfig> Limits { get; init; }

    /// <summary>All must match; empty matches every request.</summary>
    public required IReadOnlyList<RateLimitScopeConfig> Scope { get; init; }

    /// <summary>Null: the rule always applies.</summary>
    public long? Priority { get; init; }

    public static RateLimitRuleConfig Bind(TableReader table)
    {
        var (always, priority) = (table.Boolean("always") ?? false, table.Integer("priority"));
        if (always && table.Has("priority"))
        {
            table.Error("priority", "cannot be combined with `always`");
        }
        else if (!always && !table.Has("priority"))
        {
            table.ErrorHere("give either `priority` or `always = true`");
        }

        return new RateLimitRuleConfig
        {
            Origin = table.Origin,
            Limits = RateLimitBinding.Limits(table),
            Scope = BindScope(table),
            Priority = always ? null : priority ?? 0,
        };
    }

    private static IReadOnlyList<RateLimitScopeConfig> BindScope(TableReader table)
    {
        var scopes = table.Tables("scope", RateLimitScopeConfig.Bind);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            if (!seen.Add(scope.TagKey ?? ""))
            {
                table.Context.Problems.Error(
                    scope.Origin.Node.Position, scope.Origin.Path, scope.TagKey is { } tag ? $"the tag `{tag}` is scoped twice" : "API keys are scoped twice");
            }
        }

        return scopes;
    }
}
