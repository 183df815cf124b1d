namespace TensorZero.Embedded.Storage.Records;

internal enum FeedbackKind
{
    Boolean,
    Float,
    Comment,
    Demonstration,
}
