using System.CommandLine;
using System.Text.Json;

namespace TensorZero.Embedded.Cli.Replay;

/// <summary>How to run inferences again: the options, and the request that they make.</summary>
internal sealed class ReplayOptions
{
    private readonly Option<string?> _variant = new("--with-variant")
    {
        Description = "The variant to run them with. Default: each one's own.", HelpName = "NAME",
    };

    private readonly Option<string?> _model = new("--with-model")
    {
        Description = "The model to ask in place of the variant's.", HelpName = "NAME",
    };

    private readonly Option<FileInfo?> _variantFile = new("--with-variant-file")
    {
        Description = "A variant that is not in the configuration: a JSON object with the keys of a variant, templates inline.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _keepParams = new("--keep-params")
    {
        Description = "Let the settings on record (temperature, …) win over the variant's.",
    };

    private readonly Option<int> _concurrency = new("--concurrency")
    {
        Description = "How many run at once.", HelpName = "COUNT", DefaultValueFactory = _ => 4,
    };

    public void AddTo(Command command)
    {
        Option[] options = [_variant, _model, _variantFile, _keepParams, _concurrency];
        Array.ForEach(options, command.Add);
        _concurrency.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() < 1)
            {
                option.AddError("--concurrency: expected 1 or more.");
            }
        });
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(_variantFile) is not null && (parsed.GetResult(_variant) ?? parsed.GetResult(_model)) is not null)
            {
                parsed.AddError("--with-variant-file is a variant and a model: leave out --with-variant and --with-model.");
            }
        });
    }

    public ReplayRequest RequestOf(ParseResult parsed, InferenceQuery query) => new()
    {
        Query = query,
        VariantName = parsed.GetValue(_variant),
        ModelName = parsed.GetValue(_model),
        DynamicVariant = parsed.GetValue(_variantFile) is { } file ? Read(file) : null,
        KeepParams = parsed.GetValue(_keepParams),
        MaxConcurrency = parsed.GetValue(_concurrency),
    };

    private static JsonElement Read(FileInfo file)
    {
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(file.FullName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TensorZeroException($"--with-variant-file: {file.FullName} cannot be read as JSON: {error.Message}", error);
        }
    }
}
