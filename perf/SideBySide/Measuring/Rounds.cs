using System.Diagnostics;
using System.Runtime;

namespace TensorZero.Embedded.SideBySide.Measuring;

/// <summary>
/// Slices of all contenders alternate, in another order each round, so that whatever else the machine does, and what the one before left to be
/// done, hits all alike. Ratios are taken inside a round; their median over the rounds counts.
/// </summary>
internal sealed class Rounds
{
    /// <summary>So many rounds in a row must pass without the compiler: between two of its tiers it rests for a while.</summary>
    private const int Quiet = 3;

    private const double MostCompiling = 0.01;

    private readonly List<Dictionary<Contender, Slice>> _rounds = [];

    /// <param name="warmUp">How long rounds go by, at most, that do not count: until this process compiles next to nothing any more. One at least.</param>
    /// <param name="rounds">How many count.</param>
    /// <param name="contenders">All that are compared.</param>
    public static async Task<Rounds> RunAsync(TimeSpan warmUp, int rounds, params IReadOnlyList<Contender> contenders)
    {
        var began = Stopwatch.GetTimestamp();
        var random = new Random(17);
        for (var quiet = 0; quiet < Quiet;)
        {
            var (compiling, working) = (JitInfo.GetCompilationTime(), Environment.CpuUsage.TotalTime);
            await RoundAsync(contenders, random);
            (compiling, working) = (JitInfo.GetCompilationTime() - compiling, Environment.CpuUsage.TotalTime - working);
            quiet = compiling < working * MostCompiling ? quiet + 1 : 0;
            if (Stopwatch.GetElapsedTime(began) > warmUp)
            {
                if (quiet < Quiet && warmUp > TimeSpan.Zero)
                {
                    Console.Error.WriteLine($"After {warmUp.TotalSeconds:0} s the compiler was still at work: what is measured now is too high.");
                }

                break;
            }
        }

        var all = new Rounds();
        for (var i = 0; i < rounds; i++)
        {
            all._rounds.Add(await RoundAsync(contenders, random));
        }

        return all;
    }

    public double Median(Contender contender, Func<Slice, double> value) => Spread.Of(_rounds.Select(round => value(round[contender]))).Median;

    public Spread Ratio(Contender contender, Contender reference, Func<Slice, double> value) =>
        Spread.Of(_rounds.Select(round => value(round[contender]) / value(round[reference])));

    private static async Task<Dictionary<Contender, Slice>> RoundAsync(IReadOnlyList<Contender> contenders, Random random)
    {
        Contender[] order = [.. contenders];
        random.Shuffle(order);
        var round = new Dictionary<Contender, Slice>();
        foreach (var contender in order)
        {
            round.Add(contender, await contender.MeasureAsync());
        }

        return round;
    }
}
