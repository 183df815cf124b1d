namespace TensorZero.Embedded;

/// <summary>A variant of a configuration written in C#. Not thread-safe.</summary>
public sealed class VariantBuilder : ConfigurationTable<VariantBuilder>
{
    internal VariantBuilder()
    {
    }

    /// <summary>Sets the template of a role (<c>system</c>, <c>user</c>, <c>assistant</c>) or one with a name of your own.</summary>
    public VariantBuilder Template(string name, string text) =>
        Table("templates", templates => templates.Table(name, template => template.SetText("path", text)));
}
