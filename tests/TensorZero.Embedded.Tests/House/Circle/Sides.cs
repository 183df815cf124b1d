using TensorZero.Embedded.Tests.House.Circle.East;
using TensorZero.Embedded.Tests.House.Circle.South;
using TensorZero.Embedded.Tests.House.Circle.West;

namespace TensorZero.Embedded.Tests.House.Circle.East
{
    internal sealed record Sunrise(Sunset? Next);
}

namespace TensorZero.Embedded.Tests.House.Circle.West
{
    internal sealed record Sunset(Noon? Next);
}

namespace TensorZero.Embedded.Tests.House.Circle.South
{
    internal sealed record Noon(Sunrise? Next);
}
