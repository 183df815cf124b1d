namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Finds sizes by doubling and halving. The exact power of a test that counts goes up and down in small teeth as the size grows: the size
/// found has the power, and the sizes tried below it have not.
/// </summary>
internal static class SampleSize
{
    public const int Largest = 1 << 24;

    /// <summary>A size that has the power; null when not even the largest has.</summary>
    public static int? Smallest(Func<int, double> powerOf, double power, int from)
    {
        var (lacking, having) = (from - 1, from);
        while (powerOf(having) < power)
        {
            if (having >= Largest)
            {
                return null;
            }

            (lacking, having) = (having, having * 2);
        }

        while (having - lacking > 1)
        {
            var middle = lacking + ((having - lacking) / 2);
            (lacking, having) = powerOf(middle) < power ? (middle, having) : (lacking, middle);
        }

        return having;
    }
}
