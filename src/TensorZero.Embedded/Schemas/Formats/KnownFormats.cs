using TensorZero.Embedded.Schemas.Patterns;

namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>The formats that can be asserted: those of draft 7 and 2020-12.</summary>
internal static class KnownFormats
{
    /// <summary>The check for a format, or null for a name that is not known.</summary>
    public static Format? Find(string name) => name switch
    {
        "date" => DateTimes.IsDate,
        "time" => DateTimes.IsTime,
        "date-time" => DateTimes.IsDateTime,
        "duration" => Durations.IsDuration,
        "email" => text => Emails.IsEmail(text, isInternational: false),
        "idn-email" => text => Emails.IsEmail(text, isInternational: true),
        "hostname" => text => Hostnames.IsHostname(text, isInternational: false),
        "idn-hostname" => text => Hostnames.IsHostname(text, isInternational: true),
        "ipv4" => IpAddresses.IsIpv4,
        "ipv6" => IpAddresses.IsIpv6,
        "uri" => text => Uris.IsUri(text, isInternational: false),
        "uri-reference" => text => Uris.IsReference(text, isInternational: false),
        "iri" => text => Uris.IsUri(text, isInternational: true),
        "iri-reference" => text => Uris.IsReference(text, isInternational: true),
        "uri-template" => UriTemplates.IsTemplate,
        "json-pointer" => JsonPointers.IsPointer,
        "relative-json-pointer" => JsonPointers.IsRelativePointer,
        "uuid" => Uuids.IsUuid,
        "regex" => Pattern.IsValid,
        _ => null,
    };
}
