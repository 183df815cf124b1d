namespace TensorZero.Embedded.Configuration.Sections;

internal enum JournalFullPolicy
{
    Block,
    DropAndCount,
}
