namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>The quantiles that TensorZero's statistics hold, in the order of its columns.</summary>
internal static class Quantiles
{
    /// <summary>Their levels, as arguments of a function.</summary>
    public const string Levels =
        "0.001, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, "
        + "0.24, 0.26, 0.28, 0.3, 0.32, 0.34, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.48, 0.5, 0.52, 0.54, 0.56, 0.58, 0.6, "
        + "0.62, 0.64, 0.66, 0.68, 0.7, 0.72, 0.74, 0.76, 0.78, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.91, 0.92, 0.93, "
        + "0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.991, 0.992, 0.993, 0.994, 0.995, 0.996, 0.997, 0.998, 0.999";

    /// <summary>The function whose state a column holds.</summary>
    public const string Function = $"quantilesTDigest({Levels})";
}
