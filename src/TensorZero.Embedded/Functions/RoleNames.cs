namespace TensorZero.Embedded.Functions;

/// <summary>The names of the templates and schemas that belong to a role.</summary>
internal static class RoleNames
{
    public static string Of(Role role) => role == Role.User ? "user" : "assistant";
}
