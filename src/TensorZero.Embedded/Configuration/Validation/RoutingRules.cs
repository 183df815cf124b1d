using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>A routing list names every provider once.</summary>
internal static class RoutingRules
{
    public static void Check(Origin origin, IReadOnlyList<string> routing, IEnumerable<string> providers, ProblemList problems)
    {
        if (origin.Node["routing"] is ArrayNode { Items.Count: 0 })
        {
            problems.ErrorInKey(origin, "routing", "must not be empty");
        }

        // Those that could not be bound count as written.
        var written = origin.Node["providers"] is TableNode table ? [.. table.Entries.Select(entry => entry.Key)] : providers.ToList();
        foreach (var (index, name) in routing.Index())
        {
            if (routing.Take(index).Contains(name))
            {
                problems.ErrorInItem(origin, "routing", index, $"`{name}` is listed twice");
            }
            else if (!written.Contains(name))
            {
                problems.ErrorInItem(origin, "routing", index, $"no provider \"{name}\" in `providers`", NearName.Hint(name, written));
            }
        }

        foreach (var name in written.Except(routing))
        {
            var path = ConfigurationPath.Append(ConfigurationPath.Append(origin.Path, "providers"), name);
            problems.Error((origin.Node["providers"] as TableNode)?.KeyPosition(name), path, "is not listed in `routing`");
        }
    }
}
