using System.CommandLine;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>What TensorZero's gateway does by a flag and ends, and a command of its own does here.</summary>
internal static class MovedFlags
{
    private static readonly (string Flag, string Instead)[] Flags =
    [
        ("--create-api-key", "use `tensorzero keys create [--expiration TIME]`"),
        ("--disable-api-key", "use `tensorzero keys disable PUBLIC_ID`"),
        ("--run-migrations", "use `tensorzero migrate`"),
        ("--run-clickhouse-migrations", "records go to SQLite: use `tensorzero migrate`"),
        ("--run-postgres-migrations", "records go to SQLite: use `tensorzero migrate`"),
        ("--migrate-config", "the configuration stays in its files"),
    ];

    public static void AddTo(Command command)
    {
        foreach (var (flag, instead) in Flags)
        {
            var option = new Option<string[]>(flag) { Hidden = true, Arity = ArgumentArity.ZeroOrMore };
            command.Validators.Add(given =>
            {
                if (given.GetResult(option) is not null)
                {
                    given.AddError($"{flag} is a flag of TensorZero's own gateway; here {instead}.");
                }
            });
            command.Add(option);
        }
    }
}
