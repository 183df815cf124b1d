namespace TensorZero.Embedded.Configuration.Sections;

internal enum CredentialKind
{
    /// <summary><c>env::NAME</c>: an environment variable holds the value.</summary>
    Environment,

    /// <summary><c>path::FILE</c>: a file holds the value.</summary>
    Path,

    /// <summary><c>path_from_env::NAME</c>: an environment variable holds the path of the file.</summary>
    PathFromEnvironment,

    /// <summary><c>dynamic::KEY</c>: each request brings the value.</summary>
    Dynamic,

    /// <summary><c>sdk</c>: the cloud's own chain of sources.</summary>
    Sdk,

    /// <summary><c>none</c>: no credential is sent.</summary>
    None,

    /// <summary>The value itself; only where it is no secret.</summary>
    Literal,
}
