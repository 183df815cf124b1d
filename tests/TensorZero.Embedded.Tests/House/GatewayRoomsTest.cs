using TensorZero.Embedded.Gateway;

namespace TensorZero.Embedded.Tests.House;

/// <summary>Keeps the gateway's arrows pointing down: one floor that all APIs stand on, and no API that knows another.</summary>
public sealed class GatewayRoomsTest
{
    private static readonly FloorPlan Plan = new(
        "TensorZero.Embedded.Gateway",
        floors:
        [
            ["", "Http", "Metrics"],
            ["Targets", "Health"],
            ["Native", "OpenAI", "Anthropic"],
            ["doors"],
        ],
        strangers: [("Native", "OpenAI"), ("Native", "Anthropic"), ("OpenAI", "Anthropic")],
        elsewhere: new Dictionary<string, string>
        {
            ["Microsoft.AspNetCore.Builder.TensorZeroEndpointRouteBuilderExtensions"] = "doors",
            ["Microsoft.Extensions.DependencyInjection.TensorZeroHealthCheckExtensions"] = "doors",
        });

    [Test]
    public void Every_room_uses_only_rooms_below_it()
    {
        var violations = Plan.Violations(CodeReferences.Read(typeof(TensorZeroGatewayOptions).Assembly.Location), shown: 5);

        if (violations.Count > 0)
        {
            Assert.Fail(string.Join('\n', violations));
        }
    }
}
