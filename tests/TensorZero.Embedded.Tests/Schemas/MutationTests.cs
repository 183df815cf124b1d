using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>Whatever the schema and the instance: an answer in time, and a place for everything that is refused.</summary>
[TestFixture]
internal sealed class MutationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Test]
    public void Damaged_schemas_and_instances_get_an_answer_with_a_place() => CheckMutations(5_000);

    [Test]
    [Soak]
    public void Many_damaged_schemas_and_instances_get_an_answer_with_a_place() => CheckMutations(100_000);

    internal static void CheckMutations(int cases)
    {
        TestSuites.Require("json-schema");
        var compiled = 0;
        var refused = 0;
        var invalid = 0;
        var seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20_251_122UL, 7UL),
            Prop.ForAll(seeds, seed =>
            {
                var (schemaText, instanceText) = MutatedCases.Make(seed);
                var started = Stopwatch.GetTimestamp();
                if (Compile(schemaText, assertFormat: seed % 2 == 0) is { } schema)
                {
                    compiled++;
                    invalid += Validate(schema, instanceText) ? 0 : 1;
                }
                else
                {
                    refused++;
                }

                Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Patience), Encoding.UTF8.GetString(schemaText));
            }));

        // Damage so light, or so heavy, that one side never happens would test little.
        Assert.That(new[] { compiled, refused, invalid }, Is.All.GreaterThan(cases / 10));
    }

    private static JsonSchema? Compile(byte[] text, bool assertFormat)
    {
        var options = new SchemaCompileOptions
        {
            Documents = OfficialSuite.Remotes,
            AssertFormat = assertFormat,
            MaxSteps = 200_000,
            PatternTimeout = TimeSpan.FromMilliseconds(50),
        };
        try
        {
            return JsonSchema.Parse(text, options);
        }
        catch (SchemaCompileException e)
        {
            Assert.That(e.Problems, Is.Not.Empty);
            foreach (var problem in e.Problems)
            {
                Assert.That(problem.Message, Is.Not.Empty);
                Assert.That(problem.Pointer.Length == 0 || problem.Pointer.Contains('/', StringComparison.Ordinal), problem.Pointer);
            }

            return null;
        }
    }

    private static bool Validate(JsonSchema schema, byte[] text)
    {
        JsonDocument instance;
        try
        {
            instance = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            Assert.That(schema.ValidateUtf8(text).Errors.Single().Message, Does.StartWith("is not JSON"));
            return false;
        }

        using (instance)
        {
            var isValid = schema.IsValid(instance.RootElement);
            var result = schema.Validate(instance.RootElement);
            Assert.That(result.IsValid, Is.EqualTo(isValid), Encoding.UTF8.GetString(text));
            foreach (var error in result.Errors)
            {
                Assert.That(PointsIntoInstance(instance.RootElement, error.InstancePointer), error.ToString());
            }

            return isValid;
        }
    }

    private static bool PointsIntoInstance(JsonElement element, string pointer)
    {
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                element = element[int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture)];
            }
            else if (element.ValueKind != JsonValueKind.Object
                || !RawJson.TryGetProperty(element, JsonPointer.Unescape(segment), out element))
            {
                // Half a surrogate pair cannot be written into a pointer as it is.
                return segment.Contains('\uFFFD', StringComparison.Ordinal);
            }
        }

        return true;
    }
}
