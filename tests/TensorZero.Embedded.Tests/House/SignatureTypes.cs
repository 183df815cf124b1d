using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace TensorZero.Embedded.Tests.House;

/// <summary>Collects the assembly's own types that one signature, attribute or type specification names, however deep inside.</summary>
internal sealed class SignatureTypes(IReadOnlyDictionary<string, TypeDefinitionHandle> typesByName)
    : ISignatureTypeProvider<string, object?>, ICustomAttributeTypeProvider<string>
{
    public List<TypeDefinitionHandle> Found { get; } = [];

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Found.Add(handle);
        return "";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var reference = reader.GetTypeReference(handle);
        return reader.GetString(reference.Namespace) + "." + reader.GetString(reference.Name);
    }

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    /// <summary>A <c>typeof</c> in an attribute is a string, the assembly's own types without the assembly's name.</summary>
    public string GetTypeFromSerializedName(string name)
    {
        foreach (var part in name.Split('[', ']', ','))
        {
            if (typesByName.TryGetValue(part.Trim(), out var handle))
            {
                Found.Add(handle);
            }
        }

        return name;
    }

    public string GetSystemType() => "System.Type";

    public bool IsSystemType(string type) => type == "System.Type";

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetGenericMethodParameter(object? genericContext, int index) => "";

    public string GetGenericTypeParameter(object? genericContext, int index) => "";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "";

    public string GetArrayType(string elementType, ArrayShape shape) => "";

    public string GetSZArrayType(string elementType) => "";

    public string GetByReferenceType(string elementType) => elementType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;
}
