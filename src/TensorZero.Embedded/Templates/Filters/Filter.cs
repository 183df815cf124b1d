using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>A filter, test or function: arguments in, value out. The first argument of a filter or test is its input.</summary>
internal delegate Value Filter(in Arguments arguments);
