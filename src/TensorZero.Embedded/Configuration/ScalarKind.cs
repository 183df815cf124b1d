namespace TensorZero.Embedded.Configuration;

internal enum ScalarKind
{
    String,
    Integer,
    Float,
    Boolean,
    OffsetDateTime,
    LocalDateTime,
    LocalDate,
    LocalTime,
}
