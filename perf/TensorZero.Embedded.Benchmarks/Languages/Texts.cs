namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>The schema, the instance and the prompts that are measured: files beside this one.</summary>
internal static class Texts
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Languages", "texts", name));
}
