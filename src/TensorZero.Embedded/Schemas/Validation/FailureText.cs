using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Schemas.Validation;

/// <summary>An interpolated message that is put together only when failures are collected.</summary>
[InterpolatedStringHandler]
internal ref struct FailureText
{
    private DefaultInterpolatedStringHandler _text;

    public FailureText(int literalLength, int formattedCount, Evaluation evaluation, out bool wanted)
    {
        wanted = evaluation.IsCollecting;
        _text = wanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    public void AppendFormatted(string value) => _text.AppendFormatted(value);

    public void AppendFormatted(long value) => _text.AppendFormatted(value);

    public override string ToString() => _text.ToStringAndClear();
}
