// SPDX-FileCopyrightText: 2026 The Ostiary authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Run by clients_test.py with npm's openai.
import assert from "node:assert/strict";
import OpenAI from "openai";

const client = new OpenAI({ maxRetries: 0 });
const messages = [{ role: "user", content: "Who keeps the door?" }];

const answer = await client.chat.completions.create({ model: "m", messages });
assert.equal(answer.model, "m");
assert.match(answer.choices[0].message.content, /^The keeper/);
console.log("chat");

let text = "";
for await (const chunk of await client.chat.completions.create({ model: "m", messages, stream: true })) text += chunk.choices[0].delta.content ?? "";
assert.equal(text, answer.choices[0].message.content);
console.log("stream");

const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } } } }];
for (const model of ["m", "claude"]) {
  const called = (await client.chat.completions.create({ model, messages, tools })).choices[0];
  assert.equal(called.finish_reason, "tool_calls");
  assert.deepEqual(JSON.parse(called.message.tool_calls[0].function.arguments), { city: "Utrecht" });
  const final = await client.chat.completions.stream({ model, messages, tools }).finalChatCompletion();
  assert.deepEqual(JSON.parse(final.choices[0].message.tool_calls[0].function.arguments), { city: "Utrecht" });
}
console.log("tools");

const vectors = await client.embeddings.create({ model: "m", input: ["a", "b"] }); // asks for base64 and decodes it
assert.deepEqual(Array.from(vectors.data[0].embedding), [0.5, -0.5, 0.25, 1]);
console.log("embeddings");

assert.ok((await client.models.list()).data.some((model) => model.id === "m"));
assert.equal((await client.models.retrieve("m")).id, "m");
console.log("models");

const fails = async (call, kind) => assert.rejects(call, (error) => error instanceof kind && error.message.length > 10);
await fails(() => client.chat.completions.create({ model: "nothing", messages }), OpenAI.BadRequestError);
await fails(() => new OpenAI({ apiKey: "sk-wrong-0123456789", maxRetries: 0 }).models.list(), OpenAI.AuthenticationError);
await fails(() => new OpenAI({ apiKey: process.env.NARROW_KEY, maxRetries: 0 }).chat.completions.create({ model: "m", messages }), OpenAI.PermissionDeniedError);
await fails(() => client.chat.completions.create({ model: "sim:fault=429,retry=60", messages }), OpenAI.RateLimitError);
await fails(async () => {
  for await (const chunk of await client.chat.completions.create({ model: "sim:tokens=20,rate=400,fault=cut", messages, stream: true })) assert.ok(chunk);
}, OpenAI.APIError);
console.log("errors");

let asked = 0; // what is not spoken is told once, and asked once
const counting = new OpenAI({ maxRetries: 3, fetch: (...what) => (++asked, fetch(...what)) });
for (const call of [() => counting.responses.create({ model: "m", input: "x" }), () => counting.moderations.create({ input: "x" }),
                    () => counting.images.generate({ prompt: "x" })]) {
  asked = 0;
  await assert.rejects(call, (error) => error instanceof OpenAI.BadRequestError && /not spoken yet/.test(error.message));
  assert.equal(asked, 1);
}
console.log("not spoken");

const stream = await client.chat.completions.create({ model: "sim:tokens=100000,rate=200", messages, stream: true });
for await (const chunk of stream) {
  assert.ok(chunk);
  stream.controller.abort();
  break;
}
console.log("abort");
