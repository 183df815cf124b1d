using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Datasets;

/// <summary>The rules for names of datasets.</summary>
internal static class DatasetName
{
    /// <exception cref="InvalidDatasetRequestException">No dataset can have this name.</exception>
    public static void Require(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
        {
            throw Invalid("A dataset needs a name.");
        }

        if (name == "builder" || ReservedNames.Includes(name))
        {
            throw Invalid($"Invalid dataset name: {name}. Datasets cannot be named \"builder\" or begin with \"{ReservedNames.Prefix}\"");
        }
    }

    private static InvalidDatasetRequestException Invalid(string message) => new(DatasetRequestError.InvalidDatasetName, message);
}
