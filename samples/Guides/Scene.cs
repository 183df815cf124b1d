using TensorZero.Embedded;

namespace Guides;

/// <summary>Starts engines on the guides' configurations, with a database in memory.</summary>
internal static class Scene
{
    public static string Path(string file) => System.IO.Path.Combine(AppContext.BaseDirectory, file);

    public static Task<TensorZeroEngine> StartAsync(string file, Action<TensorZeroOptions>? configure = null) =>
        StartAsync(TensorZeroConfiguration.FromFile(Path(file)), configure);

    public static Task<TensorZeroEngine> StartAsync(TensorZeroConfiguration configuration, Action<TensorZeroOptions>? configure = null)
    {
        var options = new TensorZeroOptions { Configuration = configuration, SqlitePath = ":memory:" };
        configure?.Invoke(options);
        return TensorZeroEngine.CreateAsync(options);
    }
}
