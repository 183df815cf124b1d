// The official OpenAI SDK's responses against the gateway: each result by its name, as JSON. argv[2] is the base URL.
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";

const client = new OpenAI({ baseURL: process.argv[2], apiKey: "unused", maxRetries: 0 });
const model = "tensorzero::function_name::greet";
const tools = [{ type: "function", name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } }, strict: false }];
const results = {};

const whole = await client.responses.create({ model, input: "Hello", instructions: "Be brief." });
results.whole = { model: whole.model, text: whole.output_text, status: whole.status, usage: whole.usage.total_tokens };

const next = await client.responses.create({ model, input: "And then?", previous_response_id: whole.id });
results.next = { text: next.output_text, sameEpisode: next.episode_id === whole.episode_id };

const stream = await client.responses.create({ model, input: "Hello", stream: true });
results.stream = { types: [], text: "" };
for await (const event of stream) {
  results.stream.types.push(event.type);
  if (event.type === "response.output_text.delta") results.stream.text += event.delta;
}

const asked = await client.responses.create({ model, input: "How is the weather?", tools });
const call = asked.output.find((item) => item.type === "function_call");
const told = await client.responses.create({
  model, tools, previous_response_id: asked.id, input: [{ type: "function_call_output", call_id: call.call_id, output: "rain" }],
});
results.tools = { name: call.name, arguments: call.arguments, answer: told.output_text };

const streamed = await client.responses.stream({ model, input: "How is the weather?", tools }).finalResponse();
results.streamedTools = streamed.output.map((item) => [item.type, item.name, item.arguments]);

const parsed = await client.responses.parse({
  model, input: "Where?", text: { format: zodTextFormat(z.object({ city: z.string(), degrees: z.number() }), "weather") },
});
results.parsed = parsed.output_parsed;

results.error = await client.responses.create({ model, input: "Hello", tools: [{ type: "web_search" }] }).then(() => null, (error) => error.status);

process.stdout.write(JSON.stringify(results));
