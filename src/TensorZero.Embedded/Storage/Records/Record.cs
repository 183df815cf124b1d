namespace TensorZero.Embedded.Storage.Records;

/// <summary>
/// One thing to store once. Its id is a UUIDv7, which also says when it was made; a record that arrives a second time with the
/// same id is the same record.
/// </summary>
internal abstract record Record
{
    public required Guid Id { get; init; }
}
