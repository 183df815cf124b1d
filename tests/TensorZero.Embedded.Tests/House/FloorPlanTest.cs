using TensorZero.Embedded.Tests.House.Stairs.Lower;

namespace TensorZero.Embedded.Tests.House;

/// <summary>That <see cref="RoomsTest"/> can fail: a small house built wrong in every way that code can refer to code.</summary>
public sealed class FloorPlanTest
{
    private const string House = "TensorZero.Embedded.Tests.House";

    private static readonly Dictionary<string, string> NoDoors = [];

    private static readonly IReadOnlyCollection<CodeReference> References = CodeReferences.Read(typeof(Intruder).Assembly.Location);

    [TestCase(nameof(Intruder.Field))]
    [TestCase(nameof(Intruder.ArrayField))]
    [TestCase(nameof(Intruder.Returned))]
    [TestCase(nameof(Intruder.Taken))]
    [TestCase(nameof(Intruder.TakenInsideAGeneric))]
    [TestCase(nameof(Intruder.Constrained))]
    [TestCase(nameof(Intruder.OnlyInTheBody))]
    [TestCase(nameof(Intruder.InALambda))]
    [TestCase(nameof(Intruder.AfterAnAwait))]
    [TestCase(nameof(Intruder.InAnIterator))]
    [TestCase(nameof(Intruder.AfterASwitch))]
    [TestCase(nameof(Intruder.Caught))]
    [TestCase(nameof(Intruder.CastTo))]
    [TestCase(nameof(Intruder.TypeArgumentOfACall))]
    [TestCase(nameof(Intruder.TypeArgumentOfAType))]
    [TestCase(nameof(Intruder.NamedByAnAttribute))]
    [TestCase(nameof(Intruder.MarkedByAnAttribute))]
    [TestCase(nameof(Intruder.PropertyMarkedByAnAttribute))]
    [TestCase(nameof(Intruder.ParameterMarkedByAnAttribute))]
    public void A_use_of_a_higher_room_is_found(string member) =>
        Assert.That(
            Check(["Lower"], ["Upper"]),
            Has.Some.Match($"Lower may not use Upper, which is on a higher floor.*: .*[.<]{member}[ >]"));

    [TestCase(nameof(Heir))]
    [TestCase(nameof(Follower))]
    public void A_higher_base_type_or_interface_is_found(string type) =>
        Assert.That(Check(["Lower"], ["Upper"]), Has.Some.Match($@"higher floor.*: .*\.Lower\.{type} "));

    [Test]
    public void The_right_way_round_nothing_is_wrong() =>
        Assert.That(Check(["Upper"], ["Lower"]), Is.Empty);

    [Test]
    public void Rooms_beside_one_another_may_be_used_one_way() =>
        Assert.That(Check(["Upper", "Lower"]), Is.Empty);

    [Test]
    public void Rooms_of_one_floor_that_use_one_another_form_a_circle() =>
        Assert.That(
            new FloorPlan($"{House}.Circle", [["East", "West", "South"]], [], NoDoors).Violations(References),
            Has.Some.StartsWith("East and West form a circle")
                .And.Some.StartsWith("West and South form a circle")
                .And.Some.StartsWith("South and East form a circle"));

    [Test]
    public void Strangers_beside_one_another_are_found() =>
        Assert.That(
            new FloorPlan($"{House}.Stairs", [["Upper", "Lower"]], [("Upper", "Lower")], NoDoors).Violations(References),
            Has.Some.StartsWith("Lower and Upper may not use one another"));

    [Test]
    public void A_room_that_nobody_planned_is_found() =>
        Assert.That(Check(["Lower"]), Has.Some.StartsWith("Upper is on no floor of the plan"));

    [Test]
    public void A_door_stands_on_its_own_floor()
    {
        var doors = new Dictionary<string, string> { [$"{House}.Stairs.Lower"] = "doors" };

        Assert.That(new FloorPlan($"{House}.Stairs", [["Upper"], ["doors"]], [], doors).Violations(References), Is.Empty);
    }

    private static IReadOnlyList<string> Check(params string[][] floors) =>
        new FloorPlan($"{House}.Stairs", floors, [], NoDoors).Violations(References);
}
