namespace TensorZero.Embedded.ClickHouseServer;

/// <summary>Who may log in, all with one password. The user <c>default</c> is the engine's own and has none.</summary>
public static class ServerUsers
{
    /// <summary>May do everything.</summary>
    public const string Owner = "owner";

    /// <summary>May read, with any settings.</summary>
    public const string Reader = "reader";

    /// <summary>May read, and change no setting.</summary>
    public const string StrictReader = "strict_reader";

    /// <summary>With characters that a URL must escape.</summary>
    public const string Password = "t0psecret/@:+%";
}
