"""Webhook triggers: a signed call starts a run, once."""

import base64
import hashlib
import hmac
import time
import uuid

import pytest
import requests

from instance import wait_for


def sign(secret, identifier, timestamp, body):
    """As Standard Webhooks 1.0 has it, written out once more."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    code = hmac.new(key, f"{identifier}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(code).decode()


def call(instance, trigger, *, secret=None, identifier=None, timestamp=None, body=b'{"push":1}', signature=None, drop=None):
    identifier = identifier or f"msg_{uuid.uuid4().hex}"
    timestamp = str(int(time.time())) if timestamp is None else str(timestamp)
    headers = {
        "webhook-id": identifier,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature or sign(secret or trigger["secret"], identifier, timestamp, body),
        "Content-Type": "application/json",
    }
    headers.pop(drop, None)
    return requests.post(instance.api + trigger["path"], data=body, headers=headers, timeout=30)


@pytest.fixture
def job(instance):
    return instance.newsletter()["id"]


@pytest.fixture
def trigger(instance, job):
    return instance.post(f"/jobs/{job}/triggers", {"name": "the shop"})


def test_a_signed_call_starts_a_run_once(instance, job, trigger):
    identifier = f"msg_{uuid.uuid4().hex}"
    first = call(instance, trigger, identifier=identifier)
    assert first.status_code == 202, first.text
    again = call(instance, trigger, identifier=identifier)
    assert again.status_code == 202 and again.json()["runId"] == first.json()["runId"]
    run = instance.ended(first.json()["runId"])
    assert run["trigger"] == "webhook" and "_webhook_" in first.json()["runKey"]
    assert len(instance.list(f"/runs?jobId={job}")) == 1
    shown = instance.get(f"/jobs/{job}/triggers")["items"]
    assert [found["id"] for found in shown] == [trigger["id"]] and "secret" not in shown[0]
    assert shown[0]["lastUsedAt"]
    stored = instance.query("select key_id, sealed from api.triggers where id = %s", trigger["id"])[0]
    assert trigger["secret"].removeprefix("whsec_") not in str(stored)
    entry = next(
        found for found in instance.get("/audit?limit=100")["items"] if found["actor"]["id"] == trigger["id"]
    )
    assert (entry["actor"]["kind"], entry["actor"]["name"], entry["target"]) == ("trigger", "the shop", job)


def test_a_call_that_is_not_signed_as_it_has_to_be(instance, job, trigger):
    now = int(time.time())
    unknown = {**trigger, "path": "/api/v1/hooks/0199f3a0-0001-7000-8000-000000000001"}
    answers = [
        call(instance, trigger, secret="whsec_" + base64.b64encode(b"x" * 32).decode()),
        call(instance, trigger, signature="v1,AAAA"),
        call(instance, trigger, signature="v1,"),
        call(instance, trigger, signature="v1a," + "A" * 88),
        call(instance, trigger, timestamp=now - 301),
        call(instance, trigger, timestamp=now + 310),
        call(instance, trigger, timestamp="-1"),
        call(instance, trigger, timestamp=f"0{now}"),
        call(instance, trigger, timestamp="9" * 40),
        call(instance, trigger, identifier="i" * 201),
        call(instance, trigger, drop="webhook-id"),
        call(instance, trigger, drop="webhook-timestamp"),
        call(instance, trigger, drop="webhook-signature"),
        call(instance, unknown),
        call(instance, {**trigger, "path": "/api/v1/hooks/x"}),
    ]
    assert {answer.status_code for answer in answers} == {401}, [answer.status_code for answer in answers]
    assert len({answer.text for answer in answers}) == 1, "nobody learns which triggers there are"
    good = sign(trigger["secret"], "a", str(now), b"1")
    changed = call(instance, trigger, identifier="a", timestamp=now, body=b"2", signature=good)
    assert changed.status_code == 401
    assert call(instance, trigger, timestamp=now - 290).status_code == 202
    several = f"v1,{base64.b64encode(b'x' * 32).decode()} v2,else {sign(trigger['secret'], 'b', str(now), b'1')}"
    wait_for(lambda: all(run["status"] != "running" for run in instance.list(f"/runs?jobId={job}")), 60)
    assert call(instance, trigger, identifier="b", timestamp=now, body=b"1", signature=several).status_code in (202, 409)


def test_a_secret_is_changed_with_an_overlap(instance, job, trigger):
    changed = instance.post(f"/jobs/{job}/triggers/{trigger['id']}/rotate")
    assert changed["secret"] != trigger["secret"] and changed["formerSecretUntil"]
    first = call(instance, trigger)
    assert first.status_code == 202, "the former one is good for a day"
    instance.ended(first.json()["runId"])
    second = call(instance, trigger, secret=changed["secret"])
    assert second.status_code == 202
    instance.ended(second.json()["runId"])
    instance.execute("update api.triggers set former_until = now() where id = %s", trigger["id"])
    assert call(instance, trigger).status_code == 401
    assert instance.request("DELETE", f"/jobs/{job}/triggers/{trigger['id']}").status_code == 204
    assert call(instance, trigger, secret=changed["secret"]).status_code == 401
    assert instance.request("DELETE", f"/jobs/{job}/triggers/{trigger['id']}").status_code == 404


def test_a_call_for_a_job_that_does_not_run(instance, job, trigger):
    instance.post(f"/jobs/{job}/pause")
    answer = call(instance, trigger)
    assert answer.status_code == 409 and answer.json()["code"] == "paused"
    for body, status in [({"name": ""}, 422), ({}, 422), ({"name": "x", "secret": "mine"}, 400)]:
        assert instance.request("POST", f"/jobs/{job}/triggers", body=body).status_code == status


def test_how_the_system_is(instance):
    def look():
        system = instance.get("/system")
        return len({worker["service"] for worker in system["workers"] if worker["alive"]}) == 6 and system

    system = wait_for(look, 30, "a beat of each service")
    assert system["broker"] == "ok" and system["dead"] >= 0 and system["journalBehind"] >= 0
    queues = {queue["name"]: queue for queue in system["queues"]}
    assert queues["orchestrator.commands"]["consumers"] >= 1
    assert {"ai-gateway.ai.text", "mailer.mail.send", "history.journal"} <= set(queues)
    assert all(queue["depth"] >= 0 and "oldestSeconds" in queue for queue in queues.values())


def test_how_long_work_waits(instance, job):
    instance.kill("ai-gateway", 19)  # SIGSTOP
    try:
        instance.post(f"/jobs/{job}/run")

        def waits():
            work = {entry["worker"]: entry for entry in instance.get("/system")["work"]}
            return work.get("ai.text", {}).get("oldestSeconds", 0) > 1 and work["ai.text"]

        assert wait_for(waits, 30, "work that waits")["waiting"] >= 1

        def is_measured():
            lines = requests.get(f"{instance.api}/metrics", timeout=10).text.splitlines()
            values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
            return float(values.get('stagecoach_work_oldest_seconds{worker="ai.text"}', 0)) > 1 and values

        measured = wait_for(is_measured, 30, "the age of work among the measurements")
        assert float(measured['stagecoach_queue_messages{queue="ai-gateway.ai.text"}']) >= 0
    finally:
        instance.kill("ai-gateway", 18)  # SIGCONT
