using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Tests.House;

/// <summary>Writes the declaration of a member as C# would; null for what a user of the assembly cannot see.</summary>
internal static class MemberSyntax
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string? Declaration(MemberInfo member) => member switch
    {
        FieldInfo field => Field(field),
        ConstructorInfo constructor => Callable(constructor, constructor.DeclaringType!.Name.Split('`')[0]),
        PropertyInfo property => Property(property),
        EventInfo @event => Event(@event),
        MethodInfo method => Method(method),
        _ => null,
    };

    /// <summary>The attributes that are part of what a type or member promises.</summary>
    public static string Attributes(MemberInfo member) =>
        (member.IsDefined(typeof(FlagsAttribute)) ? "[Flags] " : "") +
        // The compiler marks constructors of types with required members obsolete, for compilers that do not know them.
        (member.IsDefined(typeof(ObsoleteAttribute)) && !member.IsDefined(typeof(CompilerFeatureRequiredAttribute)) ? "[Obsolete] " : "") +
        (member.IsDefined(typeof(ExperimentalAttribute)) ? "[Experimental] " : "") +
        (member.IsDefined(typeof(RequiresUnreferencedCodeAttribute)) ? "[RequiresUnreferencedCode] " : "") +
        (member.IsDefined(typeof(RequiresDynamicCodeAttribute)) ? "[RequiresDynamicCode] " : "");

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.Position == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + Parameter(parameter)));

    private static string? Field(FieldInfo field)
    {
        if (Access(field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly, field.DeclaringType!) is not { } access)
        {
            return null;
        }

        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {TypeSyntax.Literal(field.GetRawConstantValue(), field.FieldType)}" : "";
        return $"{access} {kind}{TypeSyntax.Name(field.FieldType, NullabilityOf(field))} {field.Name}{value};";
    }

    private static string? Property(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get ? (Access(get), "get") : default;
        var setter = property.SetMethod is { } set ? (Access(set), IsInit(set) ? "init" : "set") : default;
        var access = getter.Item1 == "public" || setter.Item1 == "public" ? "public" : getter.Item1 ?? setter.Item1;
        if (access is null || property.Name == "EqualityContract")
        {
            return null;
        }

        var accessors = new[] { getter, setter }
            .Where(accessor => accessor.Item1 is not null)
            .Select(accessor => $"{(accessor.Item1 == access ? "" : accessor.Item1 + " ")}{accessor.Item2}; ");
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var type = TypeSyntax.Name(property.PropertyType, NullabilityOf(property));
        return $"{access} {required}{Modifiers(property.GetMethod ?? property.SetMethod!)}{type} {name} {{ {string.Concat(accessors)}}}";
    }

    private static string? Event(EventInfo @event)
    {
        var type = TypeSyntax.Name(@event.EventHandlerType!, Nullability.Create(@event));
        return Access(@event.AddMethod!) is { } access ? $"{access} {Modifiers(@event.AddMethod!)}event {type} {@event.Name};" : null;
    }

    private static string? Method(MethodInfo method)
    {
        var isOperator = method.IsSpecialName && method.Name.StartsWith("op_", StringComparison.Ordinal);
        if ((method.IsSpecialName && !isOperator) || method.IsDefined(typeof(CompilerGeneratedAttribute)))
        {
            return null;
        }

        var type = TypeSyntax.Name(method.ReturnType, Nullability.Create(method.ReturnParameter));
        var byReference = method.ReturnType.IsByRef ? "ref " : "";
        var typeParameters = method.GetGenericArguments();
        var generics = typeParameters.Length > 0 ? $"<{string.Join(", ", typeParameters.Select(parameter => parameter.Name))}>" : "";
        return Callable(method, $"{Modifiers(method)}{byReference}{type} {method.Name}{generics}", TypeSyntax.Constraints(typeParameters));
    }

    private static string? Callable(MethodBase method, string head, string constraints = "") =>
        Access(method) is { } access && !method.IsDefined(typeof(CompilerGeneratedAttribute))
            ? $"{Attributes(method)}{access} {head}({Parameters(method)}){constraints};"
            : null;

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in " : "ref ";
        var value = parameter.HasDefaultValue ? $" = {TypeSyntax.Literal(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{passing}{TypeSyntax.Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return method.IsAbstract ? "static abstract " : "static ";
        }

        if (!method.IsVirtual || method.DeclaringType!.IsInterface)
        {
            return "";
        }

        return (method.IsAbstract, Overrides: method.GetBaseDefinition() != method, method.IsFinal) switch
        {
            (true, false, _) => "abstract ",
            (true, true, _) => "abstract override ",
            (false, true, false) => "override ",
            (false, true, true) => "sealed override ",
            (false, false, false) => "virtual ",
            (false, false, true) => "",
        };
    }

    private static string? Access(MethodBase method) =>
        Access(method.IsPublic, method.IsFamily || method.IsFamilyOrAssembly, method.DeclaringType!);

    private static string? Access(bool isPublic, bool isProtected, Type type) =>
        isPublic ? "public" : isProtected && !type.IsSealed ? "protected" : null;

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static NullabilityInfo? NullabilityOf(FieldInfo field) => field.DeclaringType!.IsEnum ? null : Nullability.Create(field);

    private static NullabilityInfo NullabilityOf(PropertyInfo property) => Nullability.Create(property);
}
