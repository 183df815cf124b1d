using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>What a binary operator does with its two operands.</summary>
internal delegate Value Operation(in Value left, in Value right, Budget budget, ValueComparer comparer);
