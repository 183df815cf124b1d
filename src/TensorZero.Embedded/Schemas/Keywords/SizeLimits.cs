using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary>A pair of keywords that bound a size from below and above, such as <c>minLength</c> and <c>maxLength</c>.</summary>
internal sealed record SizeLimits(string MinName, long Min, string MaxName, long Max)
{
    public static SizeLimits Read(KeywordSite site, string minName, string maxName) => new(
        minName, site.TryGetSibling(minName, out var min) ? min.Count() : 0,
        maxName, site.TryGetSibling(maxName, out var max) ? max.Count() : long.MaxValue);

    /// <summary>Checks a size of things that are called so when they are one, or many.</summary>
    public bool Evaluate(long size, string one, string many, Evaluation evaluation)
    {
        if (size < Min)
        {
            return evaluation.Fail(MinName, $"has fewer than {Min} {(Min == 1 ? one : many)}");
        }

        return size <= Max || evaluation.Fail(MaxName, $"has more than {Max} {(Max == 1 ? one : many)}");
    }
}
