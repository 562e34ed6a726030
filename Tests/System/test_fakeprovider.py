"""The fake provider is what the official client takes for one: so a program that works with it speaks the real language."""

import base64
import datetime
import email.utils
import json

import openai
import pytest
import requests

from fakeprovider import FakeProvider, png

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "items", "language"],
    "properties": {
        "title": {"type": "string"},
        "items": {"type": "array", "items": {"type": "string"}},
        "language": {"type": "string"},
    },
}
FORMAT = {"type": "json_schema", "json_schema": {"name": "letter", "strict": True, "schema": SCHEMA}}
MESSAGES = [{"role": "system", "content": "You write."}, {"role": "user", "content": "Write about tea."}]


@pytest.fixture
def provider():
    with FakeProvider() as provider:
        yield provider


@pytest.fixture
def client(provider):
    with openai.OpenAI(base_url=provider.url, api_key=provider.key, max_retries=0, timeout=5) as client:
        yield client


def stream(client, **options):
    return client.chat.completions.create(
        model="writer", messages=MESSAGES, stream=True, stream_options={"include_usage": True}, **options
    )


def read(chunks):
    text, finish, usage = "", None, None
    for chunk in chunks:
        for choice in chunk.choices:
            text += choice.delta.content or ""
            finish = choice.finish_reason or finish
        usage = chunk.usage or usage
    return text, finish, usage


def test_a_whole_answer(client):
    answer = client.chat.completions.create(model="writer", messages=MESSAGES, response_format=FORMAT)
    assert answer.choices[0].finish_reason == "stop"
    letter = json.loads(answer.choices[0].message.content)
    assert set(letter) == {"title", "items", "language"} and len(letter["items"]) == 2
    assert answer.usage.prompt_tokens > 0 and answer.usage.completion_tokens > 0


def test_a_streamed_answer(client, provider):
    text, finish, usage = read(stream(client, response_format=FORMAT, extra_headers={"Idempotency-Key": "one"}))
    assert json.loads(text)["language"] == "en"
    assert finish == "stop"
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    [call] = provider.calls
    assert call["stream"] and call["format"] == "json_schema" and call["idempotency_key"] == "one"


def test_models_and_images(client):
    assert [model.id for model in client.models.list()] == ["writer", "painter"]
    image = client.images.generate(model="painter", prompt="A cup of tea", size="1024x1024")
    assert base64.b64decode(image.data[0].b64_json) == png()
    image = client.images.generate(model="painter", prompt="A cup of tea", response_format="url")
    assert requests.get(image.data[0].url, timeout=5).content == png()


@pytest.mark.parametrize(
    "kind, how, error, status",
    [
        ("rate_limit", {"retry_after": 2}, openai.RateLimitError, 429),
        ("server_error", {}, openai.InternalServerError, 500),
        ("server_error", {"status": 503}, openai.InternalServerError, 503),
        ("bad_request", {}, openai.BadRequestError, 400),
        ("bad_request", {"status": 404}, openai.NotFoundError, 404),
        ("bad_request", {"status": 409}, openai.ConflictError, 409),
        ("policy", {}, openai.BadRequestError, 400),
        ("no_stream_options", {}, openai.BadRequestError, 400),
    ],
)
def test_refusals(client, provider, kind, how, error, status):
    provider.fault(kind, **how)
    with pytest.raises(error) as caught:
        read(stream(client))
    assert caught.value.status_code == status
    assert caught.value.response.headers.get("retry-after") == ("2" if kind == "rate_limit" else None)
    # Once, unless it was said otherwise.
    assert read(stream(client))[1] == "stop"


def test_a_refused_schema(client, provider):
    provider.fault("no_schema", times=None)
    with pytest.raises(openai.BadRequestError, match="response_format") as caught:
        client.chat.completions.create(model="writer", messages=MESSAGES, response_format=FORMAT)
    assert caught.value.param == "response_format"
    client.chat.completions.create(model="writer", messages=MESSAGES, response_format={"type": "json_object"})


def test_a_wrong_key(provider):
    with openai.OpenAI(base_url=provider.url, api_key="sk-other", max_retries=0) as client:
        with pytest.raises(openai.AuthenticationError):
            client.chat.completions.create(model="writer", messages=MESSAGES)


def test_the_official_client_waits_as_it_is_told(provider):
    date = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc), usegmt=True)
    provider.fault("rate_limit", retry_after=date)
    with openai.OpenAI(base_url=provider.url, api_key=provider.key, max_retries=1) as client:
        assert read(stream(client))[1] == "stop"
    assert [call["faults"] for call in provider.calls] == [["rate_limit"], []]


def test_broken_streams(client, provider):
    provider.fault("timeout", at=1)
    with pytest.raises(openai.APITimeoutError):
        read(stream(client.with_options(timeout=0.3)))
    provider.fault("drop", at=2)
    with pytest.raises(openai.APIConnectionError):
        read(stream(client))
    provider.fault("cut", at=3)
    chunks = stream(client)
    assert next(chunks).choices
    with pytest.raises(openai.APIConnectionError):
        read(chunks)
    provider.fault("unfinished", at=4)
    assert read(stream(client))[1] is None
    provider.fault("stream_error", at=5)
    with pytest.raises(openai.APIError, match="overloaded"):
        read(stream(client))


def test_ends(client, provider):
    for kind in ("length", "content_filter"):
        provider.fault(kind)
        assert read(stream(client))[1] == kind
    provider.fault("refusal")
    chunks = list(stream(client))
    assert any(choice.delta.refusal for chunk in chunks for choice in chunk.choices)
    provider.fault("no_usage")
    assert read(stream(client))[2] is None


def test_faults_at_chosen_items(client, provider):
    provider.fault("invalid", match="about tea", times=None)
    assert read(stream(client))[0].startswith("Sure!")
    other = [{"role": "user", "content": "Write about bread."}]
    answer = client.chat.completions.create(model="writer", messages=other)
    assert answer.choices[0].message.content == "Some words."
    assert provider.count("chat") == 2
