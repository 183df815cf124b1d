namespace TensorZero.Embedded.Configuration;

/// <summary>
/// A single value. Dates and times are kept as checked RFC 3339 text: no key of the configuration takes one, and TOML allows offsets
/// that the platform's types do not.
/// </summary>
internal sealed class ScalarNode : ConfigurationNode
{
    private readonly long _bits;

    private ScalarNode(ScalarKind kind, string? text, long bits, SourcePosition? position)
        : base(position)
    {
        Kind = kind;
        Text = text ?? "";
        _bits = bits;
    }

    public ScalarKind Kind { get; }

    /// <summary>The string, or the date or time as text; empty for other kinds.</summary>
    public string Text { get; }

    public long Integer => _bits;

    public double Float => BitConverter.Int64BitsToDouble(_bits);

    public bool Boolean => _bits != 0;

    public override string Description => Kind switch
    {
        ScalarKind.String => "a string",
        ScalarKind.Integer => "an integer",
        ScalarKind.Float => "a float",
        ScalarKind.Boolean => "a boolean",
        ScalarKind.LocalDate => "a date",
        ScalarKind.LocalTime => "a time",
        _ => "a date-time",
    };

    public static ScalarNode Of(string value, SourcePosition? position = null) => new(ScalarKind.String, value, 0, position);

    public static ScalarNode Of(long value, SourcePosition? position = null) => new(ScalarKind.Integer, null, value, position);

    public static ScalarNode Of(double value, SourcePosition? position = null) =>
        new(ScalarKind.Float, null, BitConverter.DoubleToInt64Bits(value), position);

    public static ScalarNode Of(bool value, SourcePosition? position = null) =>
        new(ScalarKind.Boolean, null, value ? 1 : 0, position);

    public static ScalarNode DateOrTime(ScalarKind kind, string text, SourcePosition? position) => new(kind, text, 0, position);
}
