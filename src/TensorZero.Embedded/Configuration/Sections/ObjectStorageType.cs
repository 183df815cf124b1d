namespace TensorZero.Embedded.Configuration.Sections;

internal enum ObjectStorageType
{
    Disabled,
    Filesystem,
    S3Compatible,
}
