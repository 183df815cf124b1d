namespace TensorZero.Embedded.Storage;

/// <summary>The parts that a database is copied in, in the order in which a copy writes them: feedback needs its inferences.</summary>
internal enum RecordCollection
{
    /// <summary>Configurations, by hash.</summary>
    Configurations,

    /// <summary>Answered inferences, with their calls and failed calls.</summary>
    Inferences,

    /// <summary>Failed, cancelled and abandoned inferences, with theirs.</summary>
    FailedInferences,

    /// <summary>Feedback of every kind.</summary>
    Feedback,

    /// <summary>Runs of evaluators.</summary>
    EvaluationRuns,

    /// <summary>The documents that evaluations keep.</summary>
    EvaluationNotes,

    /// <summary>Runs of workflow evaluations.</summary>
    WorkflowRuns,

    /// <summary>Their episodes, whose ids are dated ahead.</summary>
    WorkflowEpisodes,
}
