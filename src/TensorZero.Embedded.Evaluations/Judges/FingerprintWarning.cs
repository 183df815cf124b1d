namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Says when a calibration belongs to another judge than the one that it is used with.</summary>
internal static class FingerprintWarning
{
    public static IReadOnlyList<string> Of(JudgeFingerprint? calibrated, JudgeFingerprint? used, string evaluatorName) => (calibrated, used) switch
    {
        (null, _) or (_, null) => [$"It is not known whether \"{evaluatorName}\" is the judge that was calibrated."],
        _ when used!.DifferencesFrom(calibrated!) is [_, ..] differences =>
            [$"The calibration belongs to another judge: {string.Join(" and ", differences)} of \"{evaluatorName}\" "
                + $"{(differences.Count > 1 || differences[0] == "parameters" ? "have" : "has")} changed since. Let people score answers anew."],
        _ => [],
    };
}
