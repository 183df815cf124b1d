namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

internal enum ToolUseBehavior
{
    None,
    Any,
    NoneOf,
    AnyOf,
    AllOf,
}
