namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>
/// Schemas, templates and configuration, each beside its reference in one process and one run. Absolute figures do not carry over to other
/// machines; ratios do.
/// </summary>
internal static class LanguageReport
{
    /// <param name="parts">Some of <c>schemas</c>, <c>templates</c> and <c>configuration</c>; all when empty.</param>
    public static void Run(string[] parts)
    {
        Console.WriteLine("| what | contender | CPU µs | ratio | bytes | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        if (Wants("schemas"))
        {
            SchemaWork.Report();
        }

        if (Wants("templates"))
        {
            TemplateWork.Report();
        }

        if (Wants("configuration"))
        {
            ConfigurationWork.Report();
        }

        bool Wants(string part) => parts.Length == 0 || parts.Contains(part);
    }
}
