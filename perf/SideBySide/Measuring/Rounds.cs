namespace TensorZero.Embedded.SideBySide.Measuring;

/// <summary>
/// Slices of all contenders alternate, so that whatever else the machine does hits all alike. Ratios are taken inside a round; their median over
/// the rounds counts.
/// </summary>
internal sealed class Rounds
{
    private readonly List<Dictionary<Contender, Slice>> _rounds = [];

    public static async Task<Rounds> RunAsync(int warmUps, int rounds, params IEnumerable<Contender> contenders)
    {
        var all = new Rounds();
        for (var i = -warmUps; i < rounds; i++)
        {
            var round = new Dictionary<Contender, Slice>();
            foreach (var contender in contenders)
            {
                round.Add(contender, await contender.MeasureAsync());
            }

            if (i >= 0)
            {
                all._rounds.Add(round);
            }
        }

        return all;
    }

    public double Median(Contender contender, Func<Slice, double> value) => Spread.Of(_rounds.Select(round => value(round[contender]))).Median;

    public Spread Ratio(Contender contender, Contender reference, Func<Slice, double> value) =>
        Spread.Of(_rounds.Select(round => value(round[contender]) / value(round[reference])));
}
