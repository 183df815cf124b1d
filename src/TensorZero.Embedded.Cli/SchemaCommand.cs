using System.CommandLine;

namespace TensorZero.Embedded.Cli;

/// <summary><c>tensorzero schema</c>: the JSON Schema of <c>tensorzero.toml</c>, for editors.</summary>
internal static class SchemaCommand
{
    private const string Resource = "tensorzero.schema.json";

    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of tensorzero.toml, for editors.");
        command.SetAction(parsed =>
        {
            using var text = new StreamReader(typeof(SchemaCommand).Assembly.GetManifestResourceStream(Resource)!);
            parsed.InvocationConfiguration.Output.Write(text.ReadToEnd());
        });
        return command;
    }
}
