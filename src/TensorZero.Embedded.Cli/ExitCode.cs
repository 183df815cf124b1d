namespace TensorZero.Embedded.Cli;

/// <summary>How commands end. After a second signal it is 128 and the signal's number, as shells count.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command line, the environment or the configuration is wrong, or what was asked for is not there.</summary>
    public const int Refused = 1;

    /// <summary>Nothing is written wrongly, but a database or an address cannot be used.</summary>
    public const int CannotStart = 2;
}
