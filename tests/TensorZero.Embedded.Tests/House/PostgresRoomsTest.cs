using TensorZero.Embedded.Postgres;

namespace TensorZero.Embedded.Tests.House;

/// <summary>Keeps the arrows of PostgreSQL's package pointing down: connections, the schema on them, what is done with it, the store.</summary>
public sealed class PostgresRoomsTest
{
    private static readonly FloorPlan Plan = new(
        "TensorZero.Embedded.Postgres",
        floors:
        [
            ["Connections"],
            ["Schema"],
            ["Writing", "Reading"],
            ["Keys", "Caching", "Datapoints", "Evaluations", "Statistics"],
            ["Records", "Erasing"],
            [""],
            ["doors"],
        ],
        strangers: [("Writing", "Reading"), ("Records", "Erasing")],
        elsewhere: new Dictionary<string, string>
        {
            ["TensorZero.Embedded.TensorZeroPostgresExtensions"] = "doors",
        });

    [Test]
    public void Every_room_uses_only_rooms_below_it()
    {
        var violations = Plan.Violations(CodeReferences.Read(typeof(PostgresStore).Assembly.Location), shown: 5);

        if (violations.Count > 0)
        {
            Assert.Fail(string.Join('\n', violations));
        }
    }
}
