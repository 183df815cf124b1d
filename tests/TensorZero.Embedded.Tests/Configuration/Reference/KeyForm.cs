using System.Globalization;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>One form that a key's value may have: a kind of scalar, words, a table, or many of a form.</summary>
internal abstract record KeyForm
{
    /// <summary>In words, for the reference; two forms with the same words are the same.</summary>
    public abstract string Text { get; }

    public sealed record Scalar(string Name) : KeyForm
    {
        public override string Text => Name;
    }

    public sealed record Range(string Name, double Min, double Max) : KeyForm
    {
        private const double Unbounded = int.MaxValue;

        public bool HasMin => Min > -Unbounded;

        public bool HasMax => Max < Unbounded;

        public override string Text => (HasMin, HasMax) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"{Name}, {Min} to {Max}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"{Name}, at least {Min}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"{Name}, at most {Max}"),
            _ => Name,
        };
    }

    public sealed record Words(IReadOnlyList<string> Known) : KeyForm
    {
        public override string Text => string.Join(" or ", Known.Select(word => $"\"{word}\""));
    }

    public sealed record Table(TableForm Form) : KeyForm
    {
        public override string Text => "table";
    }

    /// <summary>A table whose keys are names of the user's.</summary>
    public sealed record Map(KeyForm Of) : KeyForm
    {
        public override string Text => Of is Table ? "table of tables" : $"table of {Of.Text}s";
    }

    public sealed record Array(KeyForm Of) : KeyForm
    {
        public override string Text => Of is Scalar { Name: "any" } ? "array" : $"array of {Of.Text}s";
    }
}
