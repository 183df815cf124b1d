using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace TensorZero.Embedded.Tests.House;

/// <summary>
/// Every use of the assembly's own types and members inside the assembly, read from the compiled code: signatures, fields, bases,
/// constraints, attributes, locals, catch clauses and each instruction of each method body.
/// </summary>
internal sealed class CodeReferences
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _image;
    private readonly Dictionary<string, TypeDefinitionHandle> _typesByName = [];
    private readonly HashSet<CodeReference> _references = [];

    private CodeReferences(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var type = MemberOf(handle, "");
            _typesByName[$"{type.Namespace}.{type.Type.Replace('.', '+')}"] = handle;
        }
    }

    public static IReadOnlyCollection<CodeReference> Read(string assemblyFile)
    {
        using var image = new PEReader(File.OpenRead(assemblyFile));
        var reader = new CodeReferences(image);
        foreach (var handle in reader._metadata.TypeDefinitions)
        {
            reader.ReadType(handle);
        }

        return reader._references;
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var self = MemberOf(handle, "");
        Use(self, type.BaseType);
        UseAttributes(self, type.GetCustomAttributes());
        UseConstraints(self, type.GetGenericParameters());
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            Use(self, _metadata.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var fieldHandle in type.GetFields())
        {
            var field = _metadata.GetFieldDefinition(fieldHandle);
            var member = MemberOf(handle, _metadata.GetString(field.Name));
            UseTypes(member, types => field.DecodeSignature(types, null));
            UseAttributes(member, field.GetCustomAttributes());
        }

        foreach (var propertyHandle in type.GetProperties())
        {
            var property = _metadata.GetPropertyDefinition(propertyHandle);
            UseAttributes(MemberOf(handle, _metadata.GetString(property.Name)), property.GetCustomAttributes());
        }

        foreach (var methodHandle in type.GetMethods())
        {
            ReadMethod(handle, _metadata.GetMethodDefinition(methodHandle));
        }
    }

    private void ReadMethod(TypeDefinitionHandle type, MethodDefinition method)
    {
        var member = MemberOf(type, _metadata.GetString(method.Name));
        UseTypes(member, types => method.DecodeSignature(types, null));
        UseAttributes(member, method.GetCustomAttributes());
        UseConstraints(member, method.GetGenericParameters());
        foreach (var parameter in method.GetParameters())
        {
            UseAttributes(member, _metadata.GetParameter(parameter).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = _image.GetMethodBody(method.RelativeVirtualAddress);
        Use(member, body.LocalSignature);
        foreach (var region in body.ExceptionRegions)
        {
            Use(member, region.CatchType);
        }

        foreach (var token in IlTokens.Read(body.GetILBytes() ?? []))
        {
            Use(member, token);
        }
    }

    private void Use(CodeMember user, EntityHandle used, string name = "")
    {
        if (used.IsNil)
        {
            return;
        }

        switch (used.Kind)
        {
            case HandleKind.TypeDefinition:
                Add(user, (TypeDefinitionHandle)used, name);
                break;
            case HandleKind.TypeSpecification:
                UseTypes(user, types => types.GetTypeFromSpecification(_metadata, null, (TypeSpecificationHandle)used, 0), name);
                break;
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)used);
                Add(user, method.GetDeclaringType(), _metadata.GetString(method.Name));
                break;
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)used);
                Add(user, field.GetDeclaringType(), _metadata.GetString(field.Name));
                break;
            case HandleKind.MemberReference:
                var reference = _metadata.GetMemberReference((MemberReferenceHandle)used);
                Use(user, reference.Parent, _metadata.GetString(reference.Name));
                break;
            case HandleKind.MethodSpecification:
                var specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)used);
                Use(user, specification.Method);
                UseTypes(user, types => specification.DecodeSignature(types, null));
                break;
            case HandleKind.StandaloneSignature:
                var signature = _metadata.GetStandaloneSignature((StandaloneSignatureHandle)used);
                UseTypes(user, types => _ = signature.GetKind() == StandaloneSignatureKind.LocalVariables
                    ? signature.DecodeLocalSignature(types, null).Length
                    : signature.DecodeMethodSignature(types, null).ParameterTypes.Length);
                break;
            case HandleKind.TypeReference:
                break;
            default:
                throw new BadImageFormatException($"{user} holds a {used.Kind} that is unknown here: {MetadataTokens.GetToken(used):x8}.");
        }
    }

    private void UseAttributes(CodeMember user, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            var attribute = _metadata.GetCustomAttribute(handle);
            Use(user, attribute.Constructor);
            UseTypes(user, types => attribute.DecodeValue(types));
        }
    }

    private void UseConstraints(CodeMember user, GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(handle => _metadata.GetGenericParameter(handle).GetConstraints()))
        {
            Use(user, _metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void UseTypes(CodeMember user, Action<SignatureTypes> decode, string name = "")
    {
        var types = new SignatureTypes(_typesByName);
        decode(types);
        types.Found.ForEach(type => Add(user, type, name));
    }

    private void Add(CodeMember user, TypeDefinitionHandle used, string name) =>
        _references.Add(new CodeReference(user, MemberOf(used, name)));

    private CodeMember MemberOf(TypeDefinitionHandle handle, string name)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var path = _metadata.GetString(type.Name);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
            path = $"{_metadata.GetString(type.Name)}.{path}";
        }

        return new CodeMember(_metadata.GetString(type.Namespace), path, name);
    }
}
