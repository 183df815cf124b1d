using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace TensorZero.Embedded.Tests.Content;

/// <summary>JSON texts of every kind: nested, with white space, escapes, any character, numbers in all notations.</summary>
internal static class RandomJson
{
    public static Gen<string> Texts() => Gen.Sized(size => Value(Math.Min(size, 12))).Zip(Space(), (text, space) => space + text + space);

    private static Gen<string> Value(int size)
    {
        var flat = Gen.OneOf(Text(), Number(), Gen.Elements("true", "false", "null"));
        if (size <= 1)
        {
            return flat;
        }

        var inner = Value(size / 3);
        return Gen.Frequency(
            (1, flat),
            (2, Joined(inner, '[', ']')),
            (3, Joined(Text().Zip(Space(), (name, space) => $"{name}{space}:{space}").Zip(inner, (name, value) => name + value), '{', '}')));
    }

    private static Gen<string> Joined(Gen<string> item, char open, char close) =>
        from count in Gen.Choose(0, 4)
        from items in item.ListOf(count)
        from space in Space()
        select $"{open}{space}{string.Join($"{space},{space}", items)}{space}{close}";

    private static Gen<string> Text() =>
        Gen.ListOf(Gen.Frequency((4, Character()), (1, Gen.Elements("\\\"", "\\\\", "\\/", "\\n", "\\u00e9", "\\ud83d\\uDE00"))))
            .Select(parts => $"\"{string.Concat(parts)}\"");

    private static Gen<string> Character() =>
        Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0x10FFFF))
            .Select(scalar => scalar < 0x80 ? JsonEncodedText.Encode(char.ConvertFromUtf32(scalar)).ToString() : char.ConvertFromUtf32(scalar));

    private static Gen<string> Number() =>
        from sign in Gen.Elements("", "-")
        from whole in Gen.Choose(0, 100_000)
        from fraction in Gen.Elements("", ".0", ".25", ".125")
        from exponent in Gen.Elements("", "e3", "E+2", "e-1")
        select $"{sign}{whole}{fraction}{exponent}";

    private static Gen<string> Space() => Gen.Elements("", "", " ", "\r\n\t");
}
