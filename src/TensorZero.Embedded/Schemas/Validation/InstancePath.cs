using System.Globalization;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Validation;

/// <summary>The way from the instance's root to where the walk is, written out as a JSON pointer only when asked.</summary>
internal sealed class InstancePath
{
    private readonly List<Step> _steps = [];

    public void Push(JsonProperty property) => _steps.Add(new Step(property, -1));

    public void Push(int index) => _steps.Add(new Step(default, index));

    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    public override string ToString()
    {
        var pointer = new StringBuilder();
        foreach (var step in _steps)
        {
            pointer.Append('/');
            if (step.Index >= 0)
            {
                pointer.Append(step.Index.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                pointer.Append(JsonPointer.Escape(RawJson.NameString(step.Property)));
            }
        }

        return pointer.ToString();
    }

    private readonly record struct Step(JsonProperty Property, int Index);
}
