using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace TensorZero.Embedded.Tests.House;

/// <summary>Reads the metadata tokens out of a method's instructions.</summary>
internal static class IlTokens
{
    private static readonly Dictionary<ushort, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => unchecked((ushort)code.Value), code => code.OperandType);

    private static readonly OperandType[] HoldToken =
        [OperandType.InlineField, OperandType.InlineMethod, OperandType.InlineSig, OperandType.InlineTok, OperandType.InlineType];

    public static IEnumerable<EntityHandle> Read(byte[] instructions)
    {
        for (var at = 0; at < instructions.Length;)
        {
            var code = instructions[at] == 0xFE ? (ushort)(0xFE00 | instructions[at + 1]) : instructions[at];
            at += code > 0xFF ? 2 : 1;
            var operand = Operands[code];
            if (HoldToken.Contains(operand))
            {
                yield return MetadataTokens.EntityHandle(BitConverter.ToInt32(instructions, at));
            }

            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(instructions, at)),
                _ => 4,
            };
        }
    }
}
