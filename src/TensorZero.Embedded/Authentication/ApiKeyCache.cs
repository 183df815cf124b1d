using System.Collections.Concurrent;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Authentication;

/// <summary>
/// What the database said about public ids, for a while; also that it knows none. When it is full it forgets everything: entries live for
/// about a second, so that costs each key in use one look-up. Thread-safe; reading takes no lock.
/// </summary>
internal sealed class ApiKeyCache(int capacity, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();

    /// <summary>Whether there is an answer younger than <paramref name="timeToLive"/>.</summary>
    public bool TryFind(string publicId, TimeSpan timeToLive, out ApiKeyRecord? key)
    {
        var found = _entries.TryGetValue(publicId, out var entry) && time.GetElapsedTime(entry.AskedAt) < timeToLive;
        key = entry.Key;
        return found;
    }

    /// <param name="publicId">Which.</param>
    /// <param name="key">The database's answer.</param>
    /// <param name="askedAt">The time stamp before the question: the answer may be as old as that.</param>
    public void Keep(string publicId, ApiKeyRecord? key, long askedAt)
    {
        lock (_adding)
        {
            if (_entries.Count >= capacity && !_entries.ContainsKey(publicId))
            {
                _entries.Clear();
            }

            _entries[publicId] = new Entry(key, askedAt);
        }
    }

    private readonly record struct Entry(ApiKeyRecord? Key, long AskedAt);
}
