namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>Replays a file: each answer once, those to the same request in their order. Thread-safe.</summary>
internal sealed class CassettePlayer
{
    /// <summary>How many problems one message tells.</summary>
    private const int MaxTold = 3;

    private readonly Lock _gate = new();
    private readonly CassettePlace _place;
    private readonly IReadOnlyList<CassetteExchange> _exchanges;
    private readonly Dictionary<CassetteRequest, Queue<CassetteExchange>> _waiting = [];
    private readonly List<string> _missing = [];

    private CassettePlayer(CassettePlace place, IReadOnlyList<CassetteExchange> exchanges)
    {
        (_place, _exchanges) = (place, exchanges);
        foreach (var same in exchanges.GroupBy(static exchange => exchange.Request))
        {
            _waiting.Add(same.Key, new Queue<CassetteExchange>(same));
        }
    }

    /// <exception cref="CassetteException">The file cannot be replayed.</exception>
    public static CassettePlayer Load(CassettePlace place)
    {
        try
        {
            return new CassettePlayer(place, CassetteReader.Read(File.ReadAllText(place.Path)));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CassetteException($"There is no cassette {place.Name} (looked for at {place.Path}). Record it: {place.Command}", error);
        }
        catch (FormatException error)
        {
            throw new CassetteException($"The cassette {place.Name} is damaged: {error.Message}. Record it anew: {place.Command}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CassetteException($"The cassette {place.Name} cannot be read: {error.Message}", error);
        }
    }

    /// <exception cref="ProviderException">No answer is left.</exception>
    public HttpResponseMessage Play(CassetteRequest asked, ProviderCall call)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(asked, out var answers) && answers.TryDequeue(out var exchange))
            {
                return exchange.Reply.ToResponse();
            }

            var problem = Describe(asked);
            _missing.Add(problem);
            throw call.Failed(
                ProviderFailure.UnsupportedRequest,
                $"was not called: the cassette {_place.Name} {problem}. If that is as it should be, record it anew: {_place.Command}",
                isFinal: true);
        }
    }

    /// <exception cref="CassetteException">Something was missing, or not asked for.</exception>
    public void Verify()
    {
        lock (_gate)
        {
            var left = _waiting.Values.SelectMany(static answers => answers).OrderBy(static exchange => exchange.Line).ToList();
            var problems = _missing.Take(MaxTold).Append(_missing.Count > MaxTold ? $"… and {_missing.Count - MaxTold} more such requests" : null);
            if (left.Count > 0)
            {
                var lines = string.Join(", ", left.Take(MaxTold).Select(static exchange => exchange.Line)) + (left.Count > MaxTold ? ", …" : "");
                problems = problems.Append($"has {left.Count} of its {_exchanges.Count} answers left that nobody asked for, in line {lines}");
            }

            if (_missing.Count + left.Count > 0)
            {
                throw new CassetteException(
                    $"The cassette {_place.Name} is stale: it {string.Join("; it ", problems.OfType<string>())}. "
                    + $"If that is as it should be, record it anew: {_place.Command}");
            }
        }
    }

    /// <summary>What is recorded in place of what was asked.</summary>
    private string Describe(CassetteRequest asked)
    {
        var same = _exchanges.Count(exchange => exchange.Request == asked);
        if (same > 0)
        {
            return $"has {same} answers to a {asked.Line}, which was asked once more";
        }

        var nearest = _exchanges
            .Where(exchange => exchange.Request.Line == asked.Line)
            .OrderByDescending(exchange => _waiting[exchange.Request].Count > 0)
            .ThenByDescending(exchange => exchange.Request.Body.AsSpan().CommonPrefixLength(asked.Body))
            .FirstOrDefault();
        return nearest is null
            ? $"has no {asked.Line}"
            : $"has no such {asked.Line}; the nearest, in line {nearest.Line}, differs {JsonDifference.Describe(nearest.Request.Body, asked.Body)}";
    }
}
