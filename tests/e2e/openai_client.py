# SPDX-FileCopyrightText: 2026 The Ostiary authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run by clients_test.py with PyPI's openai."""
import os

import openai

client = openai.OpenAI(max_retries=0)
question = [{"role": "user", "content": "Who keeps the door?"}]

answer = client.chat.completions.create(model="m", messages=question)
assert answer.model == "m" and answer.choices[0].message.content.startswith("The keeper"), answer
assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens
print("chat")

text = "".join(chunk.choices[0].delta.content or "" for chunk in client.chat.completions.create(model="m", messages=question, stream=True))
assert text == answer.choices[0].message.content, text
print("stream")

chunks = list(client.chat.completions.create(model="m", messages=question, stream=True, stream_options={"include_usage": True}))
assert chunks[-1].usage.completion_tokens == answer.usage.completion_tokens and not chunks[-1].choices
print("stream with usage")

tools = [{"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}]
for model in ("m", "claude"):
    called = client.chat.completions.create(model=model, messages=question, tools=tools).choices[0]
    assert called.finish_reason == "tool_calls" and called.message.tool_calls[0].function.arguments == '{"city":"Utrecht"}', called
    pieces = [c.choices[0].delta.tool_calls[0] for c in client.chat.completions.create(model=model, messages=question, tools=tools, stream=True)
              if c.choices and c.choices[0].delta.tool_calls]
    assert pieces[0].function.name == "weather" and "".join(p.function.arguments or "" for p in pieces) == '{"city":"Utrecht"}', pieces
print("tools")

vector = client.embeddings.create(model="m", input=["a", "b"])
assert len(vector.data) == 2 and vector.data[0].embedding == [0.5, -0.5, 0.25, 1.0], vector
print("embeddings")

assert "m" in [model.id for model in client.models.list()]
assert client.models.retrieve("m").id == "m"
print("models")

for make, kind in ((lambda: client.chat.completions.create(model="nothing", messages=question), openai.BadRequestError),
                   (lambda: openai.OpenAI(api_key="sk-wrong-0123456789", max_retries=0).models.list(), openai.AuthenticationError),
                   (lambda: openai.OpenAI(api_key=os.environ["NARROW_KEY"], max_retries=0).chat.completions.create(model="m", messages=question), openai.PermissionDeniedError),
                   (lambda: client.chat.completions.create(model="sim:fault=429,retry=60", messages=question), openai.RateLimitError),
                   (lambda: client.chat.completions.create(model="sim:fault=500", messages=question), openai.InternalServerError)):
    try:
        make()
    except kind as error:
        assert error.status_code and error.body["message"], error
    else:
        raise AssertionError(kind)
try:
    list(client.chat.completions.create(model="sim:tokens=20,rate=400,fault=cut", messages=question, stream=True))
except openai.APIError as error:
    assert "complete" in str(error), error
else:
    raise AssertionError("a cut stream must be an error")
print("errors")

for call in (lambda: client.responses.create(model="m", input="x"), lambda: client.moderations.create(input="x")):
    try:
        call()
    except openai.BadRequestError as error:
        assert "not spoken yet" in str(error) and error.response.headers["x-should-retry"] == "false", error
    else:
        raise AssertionError("what is not spoken must be an error")
print("not spoken")

with client.chat.completions.create(model="sim:tokens=100000,rate=200", messages=question, stream=True) as stream:
    next(iter(stream))
print("abort")
