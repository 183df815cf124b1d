using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Tests.House;

/// <summary>Writes the name of a type, with its nullability, as C# would.</summary>
internal static class TypeSyntax
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying, nullability?.GenericTypeArguments.FirstOrDefault()) + "?";
        }

        // For a bare type parameter the runtime's answer is "may be null" whether or not the source says so.
        var mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsGenericParameter && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        return (Keywords.GetValueOrDefault(type) ?? Unabbreviated(type, nullability)) + mark;
    }

    public static string Constraints(IEnumerable<Type> typeParameters) =>
        string.Concat(typeParameters.Select(parameter => (parameter.Name, Rules: Rules(parameter)))
            .Where(parameter => parameter.Rules.Count > 0)
            .Select(parameter => $" where {parameter.Name} : {string.Join(", ", parameter.Rules)}"));

    public static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Unabbreviated(Type type, NullabilityInfo? nullability)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var arguments = type.GetGenericArguments()
            .Select((argument, at) => Name(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(at)))
            .ToArray();
        if (type.IsAssignableTo(typeof(ITuple)) && type.IsValueType && arguments.Length > 1)
        {
            return $"({string.Join(", ", arguments)})";
        }

        var outer = type.IsNested ? Unabbreviated(type.DeclaringType!, null) + "." : "";
        return outer + type.Name.Split('`')[0] + (arguments.Length > 0 ? $"<{string.Join(", ", arguments)}>" : "");
    }

    private static List<string> Rules(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var rules = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            rules.Add("struct");
        }
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add("class");
        }

        rules.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(type => Name(type)));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && rules is not ["struct", ..])
        {
            rules.Add("new()");
        }

        return rules;
    }
}
