using System.CommandLine;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.History;

namespace TensorZero.Embedded.Cli.Inferences;

/// <summary><c>tensorzero inferences delete</c>: deletes inferences for good, for privacy requests.</summary>
internal static class DeleteInferencesCommand
{
    public static Command Create(CommandDatabase database)
    {
        var ids = new Option<Guid[]>("--id") { Description = "An inference. May be given several times.", HelpName = "ID" };
        var tag = new Option<string?>("--tag") { Description = "All that have this tag.", HelpName = "KEY=VALUE" };
        var command = new Command(
            "delete", "Deletes inferences for good, with their calls, tags, feedback and the datapoints that were made from them.") { ids, tag };
        command.Validators.Add(result =>
        {
            if (result.GetResult(ids) is null == result.GetResult(tag) is null)
            {
                result.AddError("Name what to delete: either --id or --tag.");
            }
        });
        tag.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<string>()?.IndexOf('=', StringComparison.Ordinal) < 1)
            {
                option.AddError("--tag: expected KEY=VALUE.");
            }
        });
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var counts = parsed.GetValue(tag)?.Split('=', 2) is [var key, var value]
                ? await RecordDeletion.DeleteTaggedAsync(store.Eraser, key, value, cancellationToken).ConfigureAwait(false)
                : await store.Eraser.DeleteAsync(parsed.GetValue(ids)!, cancellationToken).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(
                $"Deleted {counts.Inferences} inferences, {counts.Calls} calls, {counts.Feedback} pieces of feedback, "
                + $"{counts.Datapoints} datapoints.");
            return ExitCode.Success;
        }));
        return command;
    }
}
