namespace TensorZero.Embedded.Tests.House;

/// <summary>Keeps the house's arrows pointing down, as CONTRIBUTING.md draws it.</summary>
public sealed class RoomsTest
{
    /// <summary>Types of the root namespace that are no vocabulary but the way in: they may use everything.</summary>
    private static readonly string[] DoorTypes = ["TensorZeroEngine", "TensorZeroOptions", "TensorZeroClient"];

    private static readonly FloorPlan Plan = new(
        "TensorZero.Embedded",
        floors:
        [
            ["", "Configuration", "Templates", "Schemas", "Telemetry", "Wire"],
            ["Functions", "Tools", "Providers", "Storage", "Files"],
            ["Models", "Caching", "RateLimiting"],
            ["Variants"],
            ["Experimentation"],
            ["Inference", "Feedback", "Datasets", "Episodes", "History", "Replay", "Export", "Authentication", "Engine"],
            ["Remote", "doors"],
        ],
        strangers: [("Storage", "Providers")],
        elsewhere: new Dictionary<string, string>(DoorTypes.Select(type => KeyValuePair.Create($"TensorZero.Embedded.{type}", "doors")))
        {
            // The public types of the folder Content stand in the root namespace: the vocabulary is one room.
            ["TensorZero.Embedded.Content"] = "",
            // A configuration written in C# is the front of the room that reads it.
            ["TensorZero.Embedded.TensorZeroConfiguration"] = "Configuration",
            ["TensorZero.Embedded.ConfigurationBuilder"] = "Configuration",
            ["TensorZero.Embedded.ConfigurationTable"] = "Configuration",
            ["TensorZero.Embedded.ConfigurationTable`1"] = "Configuration",
            ["TensorZero.Embedded.ModelBuilder"] = "Configuration",
            ["TensorZero.Embedded.FunctionBuilder"] = "Configuration",
            ["TensorZero.Embedded.VariantBuilder"] = "Configuration",
            ["TensorZero.Embedded.DependencyInjection"] = "doors",
            ["Microsoft.Extensions.DependencyInjection"] = "doors",
        });

    private static readonly IReadOnlyCollection<CodeReference> References =
        CodeReferences.Read(typeof(TensorZeroException).Assembly.Location);

    [Test]
    public void Every_room_uses_only_rooms_below_it()
    {
        var violations = Plan.Violations(References, shown: 5);

        if (violations.Count > 0)
        {
            Assert.Fail(string.Join('\n', violations));
        }
    }

    [Test]
    public void The_compiled_code_of_the_rooms_was_read() =>
        Assert.That(References.Select(reference => Plan.RoomOf(reference.From)), Is.SupersetOf(new[] { "", "Providers", "Storage" }));
}
