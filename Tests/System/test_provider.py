"""Newsletters written by a model behind a network, and what becomes of a run when the provider fails.

Each test has a topic of its own, which its faults are for, and which its calls are found by.
"""

import json
import uuid

import pytest

from instance import wait_for


@pytest.fixture
def topic():
    return f"Tea of sort {uuid.uuid4().hex}"


def generate(instance, topic):
    """Runs a newsletter that is not sent, and returns the run and its log."""
    job = instance.newsletter(
        tasks__publish__enabled=False, tasks__generate__prompt=topic, tasks__generate__model="openai/writer"
    )
    run = instance.ended(instance.post(f"/jobs/{job['id']}/run")["runId"], 120)
    return run, json.dumps(instance.list(f"/runs/{run['id']}/logs?limit=200"))


def calls(provider, topic):
    return [call for call in provider.log() if topic in json.dumps(call["messages"])]


def test_a_model_writes_a_newsletter(instance, provider, topic):
    models = {model["id"]: model["kind"] for model in instance.get("/models")["items"]}
    assert models["openai/writer"] == "text" and models["openai/painter"] == "image"
    run, _ = generate(instance, topic)
    assert (run["status"], run["generated"]) == ("partial", True)
    content = instance.get(f"/contents/{run['contentRef']}")
    assert (content["provider"], content["model"]) == ("openai", "writer")
    assert "Some heading" in content["text"]
    [call] = calls(provider, topic)
    assert call["stream"] and call["idempotency_key"].startswith(run["id"])
    [row] = instance.query("select * from gateway.calls where run_id = %s", run["id"])
    assert row["cost_micros"] == row["input_tokens"] + 2 * row["output_tokens"] > 0


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "rate_limit", "retry_after": 1},
        {"kind": "server_error"},
        {"kind": "cut"},
        {"kind": "unfinished"},
        {"kind": "html"},
    ],
    ids=lambda fault: fault["kind"],
)
def test_what_passes_is_tried_again(instance, provider, topic, fault):
    provider.fault(match=topic, **fault)
    run, log = generate(instance, topic)
    assert (run["status"], run["generated"]) == ("partial", True), log
    first, second = calls(provider, topic)
    assert (first["faults"], second["faults"]) == ([fault["kind"]], [])
    assert first["idempotency_key"] == second["idempotency_key"]
    if fault["kind"] == "rate_limit":
        assert second["at"] - first["at"] >= 1


def test_an_answer_that_is_wrong_is_sent_back_and_corrected(instance, provider, topic):
    provider.fault("invalid", match=topic, times=2)
    run, log = generate(instance, topic)
    assert run["generated"], log
    assert [call["faults"] for call in calls(provider, topic)] == [["invalid"], ["invalid"], []]
    assert [len(call["messages"]) for call in calls(provider, topic)] == [2, 4, 4]


@pytest.mark.parametrize(
    "kind, code, words, asked",
    [
        ("policy", "policy", "safety system", 1),
        ("refusal", "policy", "I can't help with that", 1),
        ("invalid", "invalid_output", "not a newsletter", 3),
        ("length", "output_truncated", "limit of length", 1),
        ("bad_request", "invalid_request", "This request is wrong", 1),
    ],
)
def test_what_does_not_pass_fails_the_run(instance, provider, topic, kind, code, words, asked):
    provider.fault(kind, match=topic, times=None)
    run, log = generate(instance, topic)
    assert (run["status"], run["generated"]) == ("failed", False)
    assert len(calls(provider, topic)) == asked
    [row] = instance.query("select state, answer from gateway.calls where run_id = %s", run["id"])
    error = row["answer"]["error"]
    assert (row["state"], error["code"], error["transient"]) == ("failed", code, False)
    assert words in error["message"] + error["detail"]
    assert words in log + json.dumps(run)


def test_a_gateway_that_dies_during_a_call_costs_one_call(instance, provider, topic):
    provider.fault("timeout", match=topic)
    job = instance.newsletter(
        tasks__publish__enabled=False, tasks__generate__prompt=topic, tasks__generate__model="openai/writer"
    )
    run = instance.post(f"/jobs/{job['id']}/run")["runId"]
    wait_for(lambda: calls(provider, topic), what="the call")
    instance.kill("ai-gateway")
    assert instance.ended(run, 120)["generated"]
    first, second = calls(provider, topic)
    assert first["idempotency_key"] == second["idempotency_key"]
    [row] = instance.query("select calls, extra_calls from gateway.calls where run_id = %s", run)
    assert (row["calls"], row["extra_calls"]) == (2, 1)


def test_a_preview_asks_the_model_that_is_named(instance, provider, topic):
    preview = instance.post("/jobs/preview", {"tasks": {"generate": {"prompt": topic, "model": "openai/writer"}}})
    assert (preview["provider"], preview["model"]) == ("openai", "writer")
    assert len(calls(provider, topic)) == 1


def test_the_key_is_nowhere_but_in_the_settings(instance, provider, topic):
    provider.fault("bad_request", match=topic, status=401, message=f"Incorrect API key provided: {provider.key}")
    run, log = generate(instance, topic)
    assert run["status"] == "failed"
    texts = [log, json.dumps(run), json.dumps(instance.query("select answer from gateway.calls"))]
    texts += [path.read_text(errors="replace") for path in (instance.state / "log").glob("*") if path.is_file()]
    assert not [text for text in texts if provider.key in text]
