using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>
/// Puts the pieces of a stream together into content blocks: the only place that does. Pieces of one kind and id make one block;
/// blocks stand in the order of their first pieces. Not thread-safe.
/// </summary>
internal sealed class ContentAssembler
{
    private readonly List<Part> _parts = [];

    public void Add(ContentChunk chunk)
    {
        switch (chunk)
        {
            case TextChunk text:
                PartFor(PartKind.Text, text.Id).Text.Append(text.Text);
                break;
            case ToolCallChunk call:
                var callPart = PartFor(PartKind.ToolCall, call.Id);
                callPart.Name += call.RawName;
                callPart.Text.Append(call.RawArguments);
                break;
            case ThoughtChunk thought:
                AddThought(thought);
                break;
            case UnknownChunk unknown:
                _parts.Add(new Part(PartKind.Unknown, unknown.Id) { Unknown = unknown });
                break;
        }
    }

    public IReadOnlyList<ContentBlock> ToBlocks()
    {
        var blocks = new ContentBlock[_parts.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = _parts[i].ToBlock();
        }

        return blocks;
    }

    private void AddThought(ThoughtChunk thought)
    {
        var part = PartFor(PartKind.Thought, thought.Id);
        part.HasText |= thought.Text is not null;
        part.Text.Append(thought.Text);
        if (thought.Signature is not null)
        {
            part.Signature += thought.Signature;
        }

        part.ProviderType ??= thought.ProviderType;
        part.ExtraData = thought.ExtraData ?? part.ExtraData;
        if (thought.SummaryText is { } summary)
        {
            part.AddSummary(thought.SummaryId ?? "", summary);
        }
    }

    private Part PartFor(PartKind kind, string id)
    {
        // From the end, because pieces mostly continue the last block.
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            if (_parts[i].Kind == kind && _parts[i].Id == id)
            {
                return _parts[i];
            }
        }

        var part = new Part(kind, id);
        _parts.Add(part);
        return part;
    }

    private enum PartKind
    {
        Text,
        ToolCall,
        Thought,
        Unknown,
    }

    private sealed class Part(PartKind kind, string id)
    {
        private List<(string Id, StringBuilder Text)>? _summaries;

        public PartKind Kind { get; } = kind;

        public string Id { get; } = id;

        public StringBuilder Text { get; } = new();

        public bool HasText { get; set; }

        public string? Name { get; set; }

        public string? Signature { get; set; }

        public string? ProviderType { get; set; }

        public JsonElement? ExtraData { get; set; }

        public UnknownChunk? Unknown { get; init; }

        public void AddSummary(string summaryId, string text)
        {
            _summaries ??= [];
            var index = _summaries.FindIndex(summary => summary.Id == summaryId);
            if (index < 0)
            {
                _summaries.Add((summaryId, new StringBuilder(text)));
                return;
            }

            _summaries[index].Text.Append(text);
        }

        public ContentBlock ToBlock() => Kind switch
        {
            PartKind.Text => new TextBlock(Text.ToString()),
            PartKind.ToolCall => new ToolCallBlock(Id, Name ?? "", Text.ToString()),
            PartKind.Unknown => new UnknownBlock(Unknown!.Data, Unknown.ModelName, Unknown.ProviderName),
            _ => new ThoughtBlock(HasText ? Text.ToString() : null, Signature)
            {
                ProviderType = ProviderType,
                ExtraData = ExtraData,
                Summary = _summaries?.ConvertAll(summary => summary.Text.ToString()),
            },
        };
    }
}
