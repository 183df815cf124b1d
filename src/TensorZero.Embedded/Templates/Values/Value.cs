using System.Runtime.InteropServices;
using System.Text.Json;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>
/// Any value a template works with. Strings of JSON arguments are read only when used; objects and arrays
/// of any origin are a <see cref="TemplateObject"/>. The default value is <see cref="Undefined"/>.
/// </summary>
internal readonly struct Value
{
    private readonly object? _reference;
    private readonly JsonElement _json;
    private readonly long _bits;
    private readonly ValueForm _form;

    private Value(ValueForm form, object? reference = null, long bits = 0, JsonElement json = default)
    {
        _form = form;
        _reference = reference;
        _bits = bits;
        _json = json;
    }

    public static Value Undefined => default;

    /// <summary>What a conditional expression without <c>else</c> gives: undefined, but printed as nothing even in strict mode.</summary>
    public static Value SilentUndefined => new(ValueForm.SilentUndefined);

    public static Value None { get; } = new(ValueForm.None);

    public static Value True { get; } = new(ValueForm.Bool, bits: 1);

    public static Value False { get; } = new(ValueForm.Bool);

    public static Value EmptyText => new(ValueForm.Text, string.Empty);

    public ValueForm Form => _form;

    public bool IsUndefined => _form <= ValueForm.SilentUndefined;

    /// <summary>Undefined in the way that strict mode refuses to use.</summary>
    public bool IsStrictUndefined => _form == ValueForm.Undefined;

    public bool IsNone => _form == ValueForm.None;

    public bool IsInteger => _form is ValueForm.Integer or ValueForm.Wide or ValueForm.Unsigned;

    public bool IsNumber => IsInteger || _form == ValueForm.Float;

    public bool IsString => _form is ValueForm.Text or ValueForm.SafeText or ValueForm.JsonText;

    public bool IsSafe => _form == ValueForm.SafeText;

    public TemplateObject? Object => _form switch
    {
        ValueForm.Object => (TemplateObject)_reference!,
        ValueForm.JsonObject => new JsonMap(_json),
        _ => null,
    };

    public ValueKind Kind => _form switch
    {
        ValueForm.Undefined or ValueForm.SilentUndefined => ValueKind.Undefined,
        ValueForm.None => ValueKind.None,
        ValueForm.Bool => ValueKind.Bool,
        ValueForm.Object => ((TemplateObject)_reference!).Kind,
        ValueForm.JsonObject => ValueKind.Map,
        ValueForm.Text or ValueForm.SafeText or ValueForm.JsonText => ValueKind.String,
        _ => ValueKind.Number,
    };

    public bool IsTrue => _form switch
    {
        ValueForm.Bool or ValueForm.Integer => _bits != 0,
        ValueForm.Wide or ValueForm.Unsigned => true,
        ValueForm.Float => AsFloat != 0,
        ValueForm.Text or ValueForm.SafeText => ((string)_reference!).Length > 0,
        ValueForm.JsonText => JsonMarshal.GetRawUtf8Value(_json).Length > 2,
        ValueForm.Object => ((TemplateObject)_reference!).IsTrue,
        ValueForm.JsonObject => _json.EnumerateObject().MoveNext(),
        _ => false,
    };

    /// <summary>The truth of a value of the arguments.</summary>
    public static bool TruthOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => FromJson(element).IsTrue,
    };

    /// <summary>The truth of a value that something depends on: strict undefined is an error.</summary>
    public bool ToCondition() => IsStrictUndefined ? throw ValueException.UndefinedValue() : IsTrue;

    internal bool AsBool => _bits != 0;

    internal long AsInteger => _bits;

    internal double AsFloat => BitConverter.Int64BitsToDouble(_bits);

    internal object AsWide => _reference!;

    internal JsonElement AsJson => _json;

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(long value) => new(ValueForm.Integer, bits: value);

    public static Value Of(double value) => new(ValueForm.Float, bits: BitConverter.DoubleToInt64Bits(value));

    public static Value Of(string value) => new(ValueForm.Text, value);

    public static Value Of(TemplateObject value) => new(ValueForm.Object, value);

    public static Value Of(Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? Of((long)value) : new Value(ValueForm.Wide, value);

    public static Value Of(UInt128 value) => value <= (UInt128)Int128.MaxValue ? Of((Int128)value) : new Value(ValueForm.Unsigned, value);

    /// <summary>Text that auto-escaping leaves as it is.</summary>
    public static Value Safe(string value) => new(ValueForm.SafeText, value);

    public static Value FromJson(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return new Value(ValueForm.JsonText, json: element);
            case JsonValueKind.Number:
                return FromJsonNumber(element);
            case JsonValueKind.True:
                return True;
            case JsonValueKind.False:
                return False;
            case JsonValueKind.Object:
                return new Value(ValueForm.JsonObject, json: element);
            case JsonValueKind.Array:
                return Of(new JsonSequence(element));
            case JsonValueKind.Null:
                return None;
            default:
                return Undefined;
        }
    }

    /// <summary>The text of a string value; false for every other kind.</summary>
    public bool TryGetText(out string text)
    {
        switch (_form)
        {
            case ValueForm.Text or ValueForm.SafeText:
                text = (string)_reference!;
                return true;
            case ValueForm.JsonText:
                text = JsonText.Read(_json);
                return true;
            default:
                text = string.Empty;
                return false;
        }
    }

    /// <summary>The text or object of the arguments that this is; false for every other value.</summary>
    public bool TryGetJson(out JsonElement json)
    {
        json = _json;
        return _form is ValueForm.JsonText or ValueForm.JsonObject;
    }

    /// <summary>Whether both are one and the same object.</summary>
    public bool IsSameObject(in Value other) => _form == ValueForm.JsonObject
        ? other._form == ValueForm.JsonObject && JsonMarshal.GetRawUtf8Value(_json) == JsonMarshal.GetRawUtf8Value(other._json)
        : _form == ValueForm.Object && ReferenceEquals(_reference, other._reference);

    /// <summary>Integers, booleans and floats without a fraction.</summary>
    public bool TryGetInteger(out Int128 number)
    {
        switch (_form)
        {
            case ValueForm.Bool or ValueForm.Integer:
                number = _bits;
                return true;
            case ValueForm.Wide:
                number = (Int128)_reference!;
                return true;
            case ValueForm.Float when AsFloat is >= -9.2233720368547758E18 and < 9.2233720368547758E18 && Math.Truncate(AsFloat) == AsFloat:
                number = (long)AsFloat;
                return true;
            default:
                number = default;
                return false;
        }
    }

    /// <summary>Numbers and booleans as the nearest float.</summary>
    public bool TryGetFloat(out double number)
    {
        number = _form switch
        {
            ValueForm.Bool or ValueForm.Integer => _bits,
            ValueForm.Float => AsFloat,
            ValueForm.Wide => (double)(Int128)_reference!,
            ValueForm.Unsigned => (double)(UInt128)_reference!,
            _ => double.NaN,
        };
        return IsNumber || _form == ValueForm.Bool;
    }

    private static Value FromJsonNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var integer))
        {
            // JSON has a negative zero, integers have not.
            return integer == 0 && JsonMarshal.GetRawUtf8Value(element)[0] == '-' ? Of(-0.0) : Of(integer);
        }

        return element.TryGetUInt64(out var unsigned) ? Of((Int128)unsigned) : Of(element.GetDouble());
    }
}
