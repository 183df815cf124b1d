namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal enum HostedProvider
{
    OpenAi,
    Tgi,
}
