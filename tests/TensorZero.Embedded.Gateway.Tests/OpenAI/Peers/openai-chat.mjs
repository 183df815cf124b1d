// The official OpenAI SDK against the gateway: each result by its name, as JSON. argv[2] is the base URL.
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";

const client = new OpenAI({ baseURL: process.argv[2], apiKey: "unused", maxRetries: 0 });
const model = "tensorzero::function_name::greet";
const messages = [{ role: "user", content: "Hello" }];
const tools = [{
  type: "function",
  function: { name: "weather", description: "Tells the weather.", parameters: { type: "object", properties: { city: { type: "string" } } } },
}];
const results = {};

const whole = await client.chat.completions.create({ model, messages });
results.whole = { model: whole.model, content: whole.choices[0].message.content, usage: whole.usage.total_tokens };

const stream = await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } });
results.stream = { pieces: [], usage: null, finish: null };
for await (const chunk of stream) {
  if (chunk.choices[0]?.delta.content) results.stream.pieces.push(chunk.choices[0].delta.content);
  results.stream.finish = chunk.choices[0]?.finish_reason ?? results.stream.finish;
  results.stream.usage = chunk.usage?.total_tokens ?? results.stream.usage;
}

const asked = await client.chat.completions.create({ model, messages, tools });
const call = asked.choices[0].message.tool_calls[0];
const told = await client.chat.completions.create({
  model, tools,
  messages: [...messages, asked.choices[0].message, { role: "tool", tool_call_id: call.id, content: "rain" }],
});
results.tools = { call: call.function, finish: asked.choices[0].finish_reason, answer: told.choices[0].message.content };

const run = client.chat.completions.stream({ model, messages, tools });
const final = await run.finalChatCompletion();
results.streamedTools = final.choices[0].message.tool_calls.map((each) => each.function);

const parsed = await client.chat.completions.parse({
  model, messages, response_format: zodResponseFormat(z.object({ city: z.string(), degrees: z.number() }), "weather"),
});
results.parsed = parsed.choices[0].message.parsed;

const listed = [];
for await (const each of client.models.list()) listed.push(each.id);
results.models = { listed, one: (await client.models.retrieve("tensorzero::model_name::m")).id };

const errorOf = (promise) => promise.then(() => null, (error) => ({ name: error.constructor.name, status: error.status, type: error.type }));
results.errors = [
  await errorOf(client.chat.completions.create({ model: "gpt-5", messages })),
  await errorOf(client.chat.completions.create({ model: "tensorzero::function_name::nobody", messages })),
  await errorOf(client.models.retrieve("nobody")),
];

process.stdout.write(JSON.stringify(results));
