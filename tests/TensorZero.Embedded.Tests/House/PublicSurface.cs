using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace TensorZero.Embedded.Tests.House;

/// <summary>Everything that a user of an assembly can see, as text in a stable order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        var rooms = assembly.GetTypes().Where(IsVisible).GroupBy(type => type.Namespace!);
        foreach (var room in rooms.OrderBy(room => room.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(room.Key).Append('\n');
            foreach (var type in room.OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                Describe(type, text);
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Describe(Type type, StringBuilder text)
    {
        text.Append("\n    ").Append(MemberSyntax.Attributes(type)).Append("public ").Append(Head(type)).Append('\n');
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            return;
        }

        foreach (var line in type.IsEnum ? EnumValues(type) : Members(type))
        {
            text.Append("        ").Append(line).Append('\n');
        }
    }

    private static string Head(Type type)
    {
        var name = TypeSyntax.Name(type);
        if (type.IsEnum)
        {
            var size = Enum.GetUnderlyingType(type);
            return size == typeof(int) ? $"enum {name}" : $"enum {name} : {TypeSyntax.Name(size)}";
        }

        var constraints = TypeSyntax.Constraints(type.GetGenericArguments());
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate {TypeSyntax.Name(invoke.ReturnType)} {name}({MemberSyntax.Parameters(invoke)}){constraints}";
        }

        var bases = Bases(type).ToArray();
        return Kind(type) + name + (bases.Length > 0 ? $" : {string.Join(", ", bases)}" : "") + constraints;
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface ",
        { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct " : "struct ",
        { IsAbstract: true, IsSealed: true } => "static class ",
        _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record " : "class "),
    };

    /// <summary>The base type and the interfaces that neither the base type nor being a record already brings.</summary>
    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return TypeSyntax.Name(parent);
        }

        var interfaces = type.GetInterfaces().Where(candidate => candidate.IsVisible)
            .Except(type.BaseType?.GetInterfaces() ?? [])
            .Except(IsRecord(type) ? [typeof(IEquatable<>).MakeGenericType(type)] : [])
            .Select(candidate => TypeSyntax.Name(candidate))
            .Order(StringComparer.Ordinal);
        foreach (var name in interfaces)
        {
            yield return name;
        }
    }

    private static IEnumerable<string> EnumValues(Type type) =>
        Enum.GetNames(type).Select(name => $"{name} = {Convert.ChangeType(Enum.Parse(type, name), Enum.GetUnderlyingType(type), null)}");

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared)
            .Select(member => (Order: Order(member), member.Name, Text: MemberSyntax.Declaration(member)))
            .Where(member => member.Text is not null)
            .OrderBy(member => member.Order)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => member.Text!);

    private static int Order(MemberInfo member) => member switch
    {
        FieldInfo => 0,
        ConstructorInfo => 1,
        PropertyInfo => 2,
        EventInfo => 3,
        _ => 4,
    };

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsVisible(Type type) => type.IsVisible && !type.Name.Contains('<', StringComparison.Ordinal);
}
