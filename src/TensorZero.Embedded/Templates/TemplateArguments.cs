using System.Text.Json;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates;

/// <summary>The variables of one rendering: a JSON object, or one named text (the legacy <c>user_text</c> form).</summary>
internal readonly struct TemplateArguments
{
    private readonly JsonElement _object;
    private readonly bool _isObject;
    private readonly string? _name;
    private readonly string? _text;

    private TemplateArguments(JsonElement jsonObject, string? name, string? text)
    {
        _object = jsonObject;
        _isObject = jsonObject.ValueKind == JsonValueKind.Object;
        _name = name;
        _text = text;
    }

    /// <summary>The members of a JSON object; any other JSON value has no members, as in the original.</summary>
    public static TemplateArguments FromObject(JsonElement value) => new(value, null, null);

    public static TemplateArguments FromText(string name, string text) => new(default, name, text);

    internal bool TryGet(Name name, out JsonElement member)
    {
        member = default;
        return _isObject && _object.TryGetProperty(name.Utf8, out member);
    }

    /// <summary>The one named text, if that is its name.</summary>
    internal string? Text(Name name) => _text is not null && name.Text == _name ? _text : null;
}
