namespace TensorZero.Embedded.Evaluations;

/// <summary>How often a locked dataset may be looked at.</summary>
/// <param name="Stated">As it was first stated.</param>
/// <param name="Allowed">As it was raised since.</param>
/// <param name="Spent">How many looks there were.</param>
/// <param name="Raises">When it was raised, to what, and why; oldest first.</param>
public sealed record LookBudget(int Stated, int Allowed, int Spent, IReadOnlyList<LookBudgetRaise> Raises);
