using System.CommandLine;
using System.Globalization;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Cli.Inferences;

/// <summary><c>tensorzero inferences list</c>: answered inferences, newest first.</summary>
internal static class ListInferencesCommand
{
    private static readonly string[] Heading = ["INFERENCE", "TIME", "FUNCTION", "VARIANT", "EPISODE", "MS", "TAGS"];

    public static Command Create(CommandDatabase database)
    {
        var options = new InferenceOptions();
        var format = FormatOption.Create("A table, or one JSON object a line, as TensorZero's API lists inferences.");
        var command = new Command("list", "Lists answered inferences, newest first.") { format };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var inferences = store.Inferences.ListAsync(options.QueryOf(parsed), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(format) == "json")
            {
                var lines = new JsonLinesOutput(output);
                await foreach (var inference in inferences.ConfigureAwait(false))
                {
                    lines.Write(inference, static (json, inference) => StoredInferenceWriter.Write(json, inference, withOutput: true));
                }

                return ExitCode.Success;
            }

            var rows = new List<string[]>();
            await foreach (var inference in inferences.ConfigureAwait(false))
            {
                rows.Add(RowOf(inference));
            }

            Listing.Write(output, Terminal.IsOutput(parsed), Heading, rows);
            return ExitCode.Success;
        }));
        return command;
    }

    private static string[] RowOf(StoredInference inference) =>
    [
        inference.InferenceId.ToString(),
        Moment.Show(inference.Timestamp),
        inference.FunctionName,
        inference.VariantName,
        inference.EpisodeId.ToString(),
        inference.ProcessingTime.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        string.Join(", ", inference.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")),
    ];
}
