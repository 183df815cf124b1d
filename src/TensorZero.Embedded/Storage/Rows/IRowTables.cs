namespace TensorZero.Embedded.Storage.Rows;

/// <summary>The tables of a database as they are written: what is written becomes visible together. For one thread.</summary>
internal interface IRowTables
{
    /// <summary>A table's writer, always the same one. A row whose id is already there is skipped.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">Its columns, in the order in which their values are bound, with commas between them.</param>
    RowWriter Table(string table, string columns);

    /// <summary>The column that holds what a call cost.</summary>
    string CostColumn { get; }

    /// <summary>
    /// Takes what people said of evaluators' judgements: <see cref="HumanFeedbackRow.GivenColumns"/> and the inference, whose answer is looked up
    /// among what is written before. No row comes of an inference that is not there.
    /// </summary>
    RowWriter HumanFeedback();

    /// <summary>Makes the tags of an inference searchable.</summary>
    void WriteTags(Guid inferenceId, IReadOnlyDictionary<string, string> tags);
}
