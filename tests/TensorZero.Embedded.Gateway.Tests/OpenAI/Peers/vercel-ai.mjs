// The Vercel AI SDK's provider for OpenAI-compatible servers against the gateway: each result by its name, as JSON. argv[2] is the base URL.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from "ai";

const gateway = createOpenAICompatible({ name: "tensorzero", baseURL: process.argv[2], includeUsage: true, supportsStructuredOutputs: true });
const model = gateway("tensorzero::function_name::greet");
const results = {};

const streamed = streamText({ model, prompt: "Hello", maxRetries: 0 });
results.streamText = { pieces: [] };
for await (const piece of streamed.textStream) results.streamText.pieces.push(piece);
results.streamText.finish = await streamed.finishReason;
results.streamText.usage = (await streamed.usage).totalTokens;

const schema = jsonSchema({
  type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false,
});
results.generateObject = (await generateObject({ model, schema, prompt: "Where?", maxRetries: 0 })).object;

const asked = [];
const told = await generateText({
  model, prompt: "How is the weather?", maxRetries: 0, stopWhen: stepCountIs(2),
  tools: { weather: tool({ description: "Tells the weather.", inputSchema: schema, execute: async (input) => { asked.push(input); return "rain"; } }) },
});
results.tools = { asked, answer: told.text };

process.stdout.write(JSON.stringify(results));
