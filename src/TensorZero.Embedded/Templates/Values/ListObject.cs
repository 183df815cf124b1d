namespace TensorZero.Embedded.Templates.Values;

/// <summary>Items that the template made: list literals and what filters and operators return.</summary>
internal sealed class ListObject : SequenceObject
{
    private readonly Value[] _items;
    private readonly bool _isIterator;
    private readonly bool _hasLength;

    private ListObject(Value[] items, bool isIterator, bool hasLength)
    {
        _items = items;
        _isIterator = isIterator;
        _hasLength = hasLength;
    }

    public override ValueKind Kind => _isIterator ? ValueKind.Iterator : ValueKind.Sequence;

    public override int? Length => _hasLength ? _items.Length : null;

    public override string? Text => _hasLength ? null : "<iterator>";

    public static ListObject Of(Value[] items) => new(items, isIterator: false, hasLength: true);

    public static Value List(params Value[] items) => Value.Of(Of(items));

    /// <summary>An iterator that knows its length, so that it prints and counts like a list but sorts after maps.</summary>
    public static Value Iterator(Value[] items) => Value.Of(new ListObject(items, isIterator: true, hasLength: true));

    /// <summary>An iterator that would have to run to know its length: always true, printed as a placeholder.</summary>
    public static Value UnsizedIterator(Value[] items) => Value.Of(new ListObject(items, isIterator: true, hasLength: false));

    public override Value[] Items(Budget budget) => _items;
}
