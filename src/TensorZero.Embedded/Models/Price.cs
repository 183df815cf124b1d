namespace TensorZero.Embedded.Models;

/// <summary>One price: a number in the provider's reply, times dollars for each unit of it.</summary>
/// <param name="Whole">Where the number stands in a whole reply.</param>
/// <param name="Streaming">Where it stands in a stream's chunks; the largest one counts.</param>
/// <param name="DollarsPerUnit">May be negative, for a discount on a part that another price counts in full.</param>
/// <param name="Required">Without the number the cost is unknown; otherwise it counts as zero units.</param>
internal sealed record Price(JsonPath Whole, JsonPath Streaming, decimal DollarsPerUnit, bool Required);
