using System.Text;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Reads keys: bare, quoted, dotted.</summary>
internal static class TomlKeys
{
    /// <summary>Reads <c>a.b."c"</c> into <paramref name="path"/> and leaves the cursor behind blanks after it.</summary>
    public static void Read(TomlCursor cursor, List<TomlKeyPart> path)
    {
        path.Clear();
        while (true)
        {
            cursor.SkipBlanks();
            var position = cursor.Position();
            path.Add(new TomlKeyPart(ReadPart(cursor), position));
            if (path.Count > TomlReader.MaxDepth)
            {
                throw new TomlSyntaxException(position, $"tables are nested more than {TomlReader.MaxDepth} deep");
            }

            cursor.SkipBlanks();
            if (cursor.Current != '.')
            {
                return;
            }

            cursor.Advance();
        }
    }

    private static string ReadPart(TomlCursor cursor)
    {
        switch (cursor.Current)
        {
            case (byte)'"':
                return cursor.StartsWith("\"\"\""u8) ? throw cursor.Expected("a key on one line") : TomlStrings.ReadBasic(cursor);
            case (byte)'\'':
                return cursor.StartsWith("'''"u8) ? throw cursor.Expected("a key on one line") : TomlStrings.ReadLiteral(cursor);
        }

        var start = cursor.Offset;
        while (IsBare(cursor.Current))
        {
            cursor.Advance();
        }

        if (cursor.Offset == start)
        {
            throw cursor.Expected("a key");
        }

        if (!EndsKey(cursor.Current))
        {
            throw cursor.Error($"{cursor.Found()} may stand in a key only in quotes");
        }

        return Encoding.UTF8.GetString(cursor.Slice(start, cursor.Offset));
    }

    private static bool EndsKey(byte value) => value is TomlCursor.End or <= (byte)' ' or (byte)'.' or (byte)'=' or (byte)']' or (byte)'#';

    private static bool IsBare(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_';
}
