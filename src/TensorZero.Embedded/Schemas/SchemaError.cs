namespace TensorZero.Embedded.Schemas;

/// <summary>One way in which an instance breaks its schema. Holds no value of the instance, since values may be private.</summary>
/// <param name="InstancePointer">JSON pointer to the offending value; empty for the whole instance.</param>
/// <param name="Keyword">The keyword that failed, or "false" where a schema is plainly <c>false</c>.</param>
/// <param name="SchemaPointer">JSON pointer to that keyword, after "uri#" where it stands in another document.</param>
/// <param name="Message">What is wrong, as a predicate of the value: "is a string, expected integer".</param>
internal sealed record SchemaError(string InstancePointer, string Keyword, string SchemaPointer, string Message)
{
    public override string ToString() =>
        $"{(InstancePointer.Length == 0 ? "(root)" : InstancePointer)}: {Message} (schema {SchemaPointer})";
}
