namespace TensorZero.Embedded.Tests.House;

/// <summary>
/// Which rooms (the namespaces under <paramref name="house"/>) stand on which floor. A room may use rooms of lower floors, and rooms
/// beside it as long as no two form a circle.
/// </summary>
/// <param name="house">The namespace whose children are the rooms; its own types are the room "".</param>
/// <param name="floors">From the ground up: the names of a floor's rooms.</param>
/// <param name="strangers">Pairs of rooms on one floor that do not use one another.</param>
/// <param name="elsewhere">What does not stand in the room that its namespace names: a namespace or a full type name, and the room.</param>
internal sealed class FloorPlan(
    string house, IReadOnlyList<string[]> floors, IReadOnlyList<(string, string)> strangers, IReadOnlyDictionary<string, string> elsewhere)
{
    /// <summary>The room of a type; null for what the compiler generates outside every namespace of the house.</summary>
    public string? RoomOf(CodeMember member)
    {
        var space = member.Namespace;
        if (elsewhere.TryGetValue($"{space}.{member.OutermostType}", out var room) || elsewhere.TryGetValue(space, out room))
        {
            return room;
        }

        if (space == house)
        {
            return "";
        }

        return space.StartsWith(house + ".", StringComparison.Ordinal) ? space[(house.Length + 1)..].Split('.')[0] : null;
    }

    /// <summary>What the plan forbids, with some of the references to blame; the pair with the fewest references comes first.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<CodeReference> references, int shown = int.MaxValue)
    {
        var between = references
            .Select(reference => (Reference: reference, From: RoomOf(reference.From), To: RoomOf(reference.To)))
            .Where(use => use.From is not null && use.To is not null && use.From != use.To)
            .ToLookup(use => (From: use.From!, To: use.To!), use => use.Reference);
        var circles = Circles(between.Select(use => use.Key).ToHashSet());

        return [.. between
            .Select(uses => (Reason: Reason(uses.Key.From, uses.Key.To, circles), Uses: uses.Select(use => $"{use}").ToArray()))
            .Where(found => found.Reason is not null)
            .OrderBy(found => found.Uses.Length)
            .SelectMany(found => found.Uses
                .Order(StringComparer.Ordinal)
                .Take(shown)
                .Select(use => $"{found.Reason} ({found.Uses.Length} times): {use}"))];
    }

    private string? Reason(string from, string to, HashSet<(string, string)> circles)
    {
        if (FloorOf(from) is not { } fromFloor)
        {
            return $"{Name(from)} is on no floor of the plan";
        }

        if (FloorOf(to) is not { } toFloor)
        {
            return $"{Name(to)} is on no floor of the plan";
        }

        if (toFloor > fromFloor)
        {
            return $"{Name(from)} may not use {Name(to)}, which is on a higher floor";
        }

        if (strangers.Contains((from, to)) || strangers.Contains((to, from)))
        {
            return $"{Name(from)} and {Name(to)} may not use one another";
        }

        return circles.Contains((from, to)) ? $"{Name(from)} and {Name(to)} form a circle" : null;
    }

    /// <summary>The uses among rooms of one floor that lead back to where they began.</summary>
    private HashSet<(string, string)> Circles(HashSet<(string From, string To)> uses)
    {
        var beside = uses.Where(use => FloorOf(use.From) == FloorOf(use.To)).ToLookup(use => use.From, use => use.To);
        return [.. beside.SelectMany(uses => uses.Where(to => Reaches(to, uses.Key, [])).Select(to => (uses.Key, to)))];

        bool Reaches(string from, string goal, HashSet<string> seen) =>
            from == goal || (seen.Add(from) && beside[from].Any(next => Reaches(next, goal, seen)));
    }

    private int? FloorOf(string room) =>
        floors.Index().Where(floor => floor.Item.Contains(room)).Select(floor => (int?)floor.Index).SingleOrDefault();

    private string Name(string room) => room.Length == 0 ? house : room;
}
