// Talks to the gateway with Anthropic's own SDK and prints what it got, one JSON object.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ baseURL: process.argv[2], apiKey: process.argv[3], maxRetries: 0 });
const model = 'tensorzero::model_name::claude';
const question = { model, max_tokens: 2048, messages: [{ role: 'user', content: 'Weather in Bern?' }] };
const tools = [{
  name: 'weather',
  description: 'The weather in a city.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}];

async function whole() {
  const { type, role, content, stop_reason, usage, model: answeredBy } = await client.messages.create(question);
  return { type, role, content, stop_reason, usage, answeredBy };
}

async function streamed() {
  const texts = [];
  const message = await client.messages.stream(question).on('text', (text) => texts.push(text)).finalMessage();
  return { texts, content: message.content, stop_reason: message.stop_reason, usage: message.usage };
}

// One round: the model calls the tool, gets its result, and answers.
async function toolRound() {
  const call = await client.messages.create({ ...question, tools, tool_choice: { type: 'any', disable_parallel_tool_use: true } });
  const use = call.content.find((block) => block.type === 'tool_use');
  const answer = await client.messages.create({
    ...question,
    tools,
    messages: [
      ...question.messages,
      { role: 'assistant', content: call.content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: [{ type: 'text', text: '21 degrees' }] }] },
    ],
  });
  return { stop_reason: call.stop_reason, use, text: answer.content[0].text };
}

// Thoughts and calls in a stream, handed back as they came.
async function streamedThinking() {
  const thoughts = [];
  const blocks = [];
  const first = await client.messages
    .stream({ ...question, tools, thinking: { type: 'enabled', budget_tokens: 1024 } })
    .on('thinking', (text) => thoughts.push(text))
    .on('contentBlock', (block) => blocks.push(block.type))
    .finalMessage();
  const second = await client.messages.create({
    ...question,
    messages: [
      ...question.messages,
      { role: 'assistant', content: first.content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: '21 degrees' }] },
    ],
  });
  return { thoughts, blocks, content: first.content, stop_reason: first.stop_reason, text: second.content[0].text };
}

async function failing(call) {
  try {
    await call();
    return 'no error';
  } catch (error) {
    return { kind: error.constructor.name, status: error.status, type: error.type, hasRequestId: Boolean(error.requestID) };
  }
}

async function brokenStream() {
  let text = '';
  try {
    for await (const event of await client.messages.create({ ...question, stream: true })) {
      text += event.delta?.text ?? '';
    }
    return 'no error';
  } catch (error) {
    return { text, kind: error.constructor.name, type: error.type };
  }
}

async function models() {
  const ids = [];
  for await (const item of client.models.list({ limit: 1 })) {
    ids.push(item.id);
  }
  return { ids, one: (await client.models.retrieve(model)).display_name };
}

console.log(JSON.stringify({
  whole: await whole(),
  streamed: await streamed(),
  toolRound: await toolRound(),
  streamedThinking: await streamedThinking(),
  brokenStream: await brokenStream(),
  notFound: await failing(() => client.messages.create({ ...question, model: 'tensorzero::function_name::nobody' })),
  badRequest: await failing(() => client.messages.create({ ...question, model: 'claude' })),
  failedUpstream: await failing(() => client.messages.create(question)),
  count: await failing(() => client.messages.countTokens({ model, messages: question.messages })),
  stranger: await failing(() => new Anthropic({ baseURL: process.argv[2], apiKey: 'nobody', maxRetries: 0 }).messages.create(question)),
  models: await models(),
}));
