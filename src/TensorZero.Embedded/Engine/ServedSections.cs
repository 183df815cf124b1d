using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Gateway;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// What validates but cannot be served by this version: asking for it is an error that says so, rather than a setting without effect.
/// </summary>
internal static class ServedSections
{
    public static void Check(RootConfig root, ProblemList problems)
    {
        var gateway = root.Gateway;
        if (gateway.FetchAndEncodeInputFilesBeforeInference)
        {
            const string key = "fetch_and_encode_input_files_before_inference";
            NotServed(problems, gateway.Origin.PositionOf(key), $"{gateway.Origin.Path}.{key}", "fetching input files");
        }

        if (gateway.Cache is { Backend: CacheBackend.Valkey, Enabled: not false })
        {
            NotServed(problems, gateway.Cache.Origin.PositionOf("backend"), gateway.Cache.Origin.Path + ".backend", "a cache in Valkey");
        }

        if (root.ObjectStorage is { Type: not ObjectStorageType.Disabled } storage)
        {
            NotServed(problems, storage.Origin.PositionOf("type"), storage.Origin.Path + ".type", "object storage");
        }

        if (root.RateLimiting is { Enabled: true, Rules.Count: > 0 } limits)
        {
            NotServed(problems, limits.Origin.Node.Position, limits.Origin.Path, "rate limiting");
        }
    }

    private static void NotServed(ProblemList problems, SourcePosition? position, string path, string what) =>
        problems.NotServed(position, path, $"{what} is not served by this version; remove the setting to start without it");
}
