using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Checks the settings that go to Together as they are written.</summary>
internal static class TogetherSettings
{
    /// <summary>A number, or null for the word <c>max</c>.</summary>
    public static int? BatchSize(TableReader table) =>
        table.Has("batch_size") && table.IsOutdated("batch_size", "max") ? null : table.Int("batch_size", 1);

    public static JsonElement? LearningRateScheduler(TableReader table) => Check(table, "lr_scheduler", "lr_scheduler_type", scheduler =>
    {
        var isCosine = scheduler.RequiredWord("lr_scheduler_type", ("linear", false), ("cosine", true));
        scheduler.Number("min_lr_ratio", 0);
        return isCosine ? scheduler.Number("num_cycles", 0) : null;
    });

    public static JsonElement? TrainingMethod(TableReader table) => Check(table, "training_method", "method", method =>
    {
        method.RequiredWord("method", ("sft", true));
        return method.Text("train_on_inputs");
    });

    public static JsonElement? TrainingType(TableReader table) => Check(table, "training_type", "type", type =>
    {
        if (type.RequiredWord("type", ("Full", false), ("Lora", true)))
        {
            type.Int("lora_r");
            type.Int("lora_alpha");
            type.Number("lora_dropout", 0, 1);
            type.Text("lora_trainable_modules");
        }

        return null;
    });

    private static JsonElement? Check(TableReader table, string key, string tag, Func<TableReader, object?> check)
    {
        table.Table(key, entry => check(entry) ?? tag);
        return table.Json(key);
    }
}
