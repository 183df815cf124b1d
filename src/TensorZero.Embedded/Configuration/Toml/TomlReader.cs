using System.Text;
using System.Text.Unicode;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Reads TOML 1.0 into the node tree, in time linear to the text; notes every faulty statement and reads on behind it.</summary>
internal sealed class TomlReader
{
    /// <summary>How deep tables, arrays and dotted keys may nest.</summary>
    public const int MaxDepth = 128;

    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 100 * 1024 * 1024;

    public static readonly string TooLarge = $"the file is larger than {MaxBytes / (1024 * 1024)} MiB";

    private const int MaxProblems = 20;

    private readonly TomlCursor _cursor;
    private readonly TomlTables _tables = new();
    private readonly List<TomlKeyPart> _path = [];
    private int _depth;

    private TomlReader(byte[] text, SourceFile file) => _cursor = new TomlCursor(text, file);

    /// <summary>Reads the text; what is wrong with it goes to <paramref name="problems"/>, and the tree holds the rest.</summary>
    public static TableNode Read(byte[] text, SourceFile file, ProblemList problems)
    {
        if (text.Length > MaxBytes)
        {
            problems.Error(new SourcePosition(file, 1, 1), "", TooLarge);
            return new TableNode();
        }

        if (!Utf8.IsValid(text))
        {
            problems.Error(FirstInvalid(text, file), "", "the file is not valid UTF-8");
            return new TableNode();
        }

        var reader = new TomlReader(text, file);
        reader.ReadStatements(problems);
        return reader._tables.Root;
    }

    private void ReadStatements(ProblemList problems)
    {
        var current = _tables.Root;
        var headerDepth = 0;
        for (var found = 0; found < MaxProblems;)
        {
            try
            {
                _cursor.SkipLines();
                if (_cursor.AtEnd)
                {
                    return;
                }

                if (_cursor.Current == '[')
                {
                    // Until the header is understood, what follows it must not land in the table before it.
                    current = new TableNode();
                    current = ReadHeader();
                    headerDepth = _path.Count;
                }
                else
                {
                    _depth = headerDepth;
                    ReadAssignment(current);
                }

                EndStatement();
            }
            catch (TomlSyntaxException exception)
            {
                found++;
                problems.Error(exception.Position, "", exception.Message);
                _cursor.Resynchronize(toHeader: _depth > headerDepth);
                _depth = headerDepth;
            }
        }
    }

    private TableNode ReadHeader()
    {
        _cursor.Advance();
        var isArray = _cursor.Current == '[';
        _cursor.Advance(isArray ? 1 : 0);
        TomlKeys.Read(_cursor, _path);
        for (var closing = isArray ? 2 : 1; closing > 0; closing--)
        {
            Take((byte)']', isArray ? "']]' after the name of the table" : "']' after the name of the table");
        }

        return isArray ? _tables.AppendTable(_path) : _tables.OpenTable(_path);
    }

    private void EndStatement()
    {
        _cursor.SkipBlanks();
        _cursor.SkipComment();
        if (!_cursor.AtEnd && !_cursor.TryNewline())
        {
            throw _cursor.Expected("the end of the line");
        }
    }

    private void ReadAssignment(TableNode table)
    {
        TomlKeys.Read(_cursor, _path);
        // The value may hold keys of its own, which would take the list.
        TomlKeyPart[] path = [.. _path];
        Take((byte)'=', "'=' after the key");
        _cursor.SkipBlanks();
        _tables.Assign(table, path, ReadValue(path.Length));
    }

    private ConfigurationNode ReadValue(int levels)
    {
        switch (_cursor.Current)
        {
            case (byte)'"' or (byte)'\'':
                var position = _cursor.Position();
                return ScalarNode.Of(TomlStrings.Read(_cursor), position);
            case (byte)'[' or (byte)'{':
                _depth += levels;
                if (_depth > MaxDepth)
                {
                    throw _cursor.Error($"values are nested more than {MaxDepth} deep");
                }

                ConfigurationNode value = _cursor.Current == '[' ? ReadArray() : ReadInlineTable();
                _depth -= levels;
                return value;
            default:
                return TomlScalars.Read(_cursor);
        }
    }

    private ArrayNode ReadArray()
    {
        var array = new ArrayNode(_cursor.Position());
        _cursor.Advance();
        while (true)
        {
            _cursor.SkipLines();
            if (_cursor.Current == ']')
            {
                break;
            }

            array.Add(ReadValue(1));
            _cursor.SkipLines();
            if (_cursor.Current == ']')
            {
                break;
            }

            Take((byte)',', "',' or ']' in the array");
        }

        _cursor.Advance();
        return array;
    }

    private TableNode ReadInlineTable()
    {
        var table = new TableNode(_cursor.Position());
        _cursor.Advance();
        _cursor.SkipBlanks();
        if (_cursor.Current != '}')
        {
            ReadAssignment(table);
            _cursor.SkipBlanks();
            while (_cursor.Current != '}')
            {
                Take((byte)',', "',' or '}' on the same line");
                ReadAssignment(table);
                _cursor.SkipBlanks();
            }
        }

        _cursor.Advance();
        return table;
    }

    private void Take(byte expected, string what)
    {
        if (_cursor.Current != expected || _cursor.AtEnd)
        {
            throw _cursor.Expected(what);
        }

        _cursor.Advance();
    }

    private static SourcePosition FirstInvalid(byte[] text, SourceFile file)
    {
        var (line, column, at) = (1, 1, 0);
        while (Rune.DecodeFromUtf8(text.AsSpan(at), out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return new SourcePosition(file, line, column);
    }
}
