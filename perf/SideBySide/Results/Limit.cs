using System.Globalization;

namespace TensorZero.Embedded.SideBySide.Results;

/// <summary>What a figure must reach, and what it should.</summary>
internal readonly record struct Limit(double Must, double Goal, bool IsLeast)
{
    public static Limit AtMost(double must, double goal) => new(must, goal, IsLeast: false);

    public static Limit AtLeast(double must, double goal) => new(must, goal, IsLeast: true);

    public string MustText => Text(Must);

    public string GoalText => Text(Goal);

    public string Judge(double value) => Holds(value, Goal) ? "goal" : Holds(value, Must) ? "must" : "**missed**";

    private bool Holds(double value, double limit) => IsLeast ? value >= limit : value <= limit;

    private string Text(double limit) => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? '≥' : '≤')} {limit:0.##}");
}
