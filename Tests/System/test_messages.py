"""Starting runs by message, as any program can."""

import json
import subprocess
import uuid

import pika
import pytest

from instance import wait_for


@pytest.fixture(scope="module")
def job(instance):
    return instance.newsletter(tasks__publish__enabled=False)


def restarts(instance):
    return (instance.state / "log" / "supervisord.log").read_text().count("exited:")


@pytest.fixture(scope="module", autouse=True)
def ends(instance):
    """How often services had ended before these tests."""
    return restarts(instance)


def key():
    return uuid.uuid4().hex


def dead_letters(instance, **options):
    return {letter["id"]: letter for letter in instance.list("/dead_letters?limit=200", **options)}


def test_amqp_publish_starts_a_run(instance, job):
    idempotency = key()
    body = json.dumps({"jobId": job["id"], "idempotencyKey": idempotency})
    command = ["amqp-publish", "--url", instance.amqp, "--exchange", "stagecoach.commands"]
    subprocess.run([*command, "--routing-key", "run.start.demo", "--body", body], check=True)
    run = wait_for(lambda: instance.list(f"/runs?jobId={job['id']}"), what="the run")[0]
    assert run["trigger"] == "message"
    assert instance.ended(run["id"])["generated"]
    reply = instance.command("run.start.demo", {"jobId": job["id"], "idempotencyKey": idempotency})
    assert (reply["runId"], reply["runKey"]) == (run["id"], run["runKey"])
    assert (reply["status"], reply["duplicate"]) == ("accepted", True)


def test_the_reply_names_the_run_and_a_repeat_gets_the_same(instance, job):
    body = {"jobId": job["id"], "idempotencyKey": key()}
    first = instance.command("run.start.demo", body)
    assert (first["status"], first["duplicate"]) == ("accepted", False)
    instance.ended(first["runId"])
    again = instance.command("run.start.demo", body)
    assert (again["runId"], again["status"], again["duplicate"]) == (first["runId"], "accepted", True)


def test_the_envelope_does_as_well(instance, job):
    event = {
        "specversion": "1.0", "id": key(), "source": "/tests", "type": "stagecoach.run.start.v1",
        "idempotencykey": key(), "datacontenttype": "application/json", "data": {"jobId": job["id"]},
    }
    reply = instance.command("run.start.demo", event, content_type="application/cloudevents+json")
    assert reply["status"] == "accepted"
    instance.ended(reply["runId"])
    again = instance.command("run.start.demo", event, content_type="application/cloudevents+json")
    assert (again["runId"], again["duplicate"]) == (reply["runId"], True)


def test_one_run_at_a_time(instance):
    job = instance.newsletter(tasks__publish__enabled=False)
    bodies = [{"jobId": job["id"], "idempotencyKey": key()} for _ in range(8)]
    with instance.channel() as channel:
        for body in bodies:
            channel.basic_publish("stagecoach.commands", "run.start.demo", json.dumps(body))
    replies = [instance.command("run.start.demo", body) for body in bodies]
    accepted = [reply for reply in replies if reply.get("status") == "accepted"]
    refused = [reply for reply in replies if reply.get("code") == "already_running"]
    assert len(accepted) >= 1 and len(accepted) + len(refused) == 8
    assert {reply["runId"] for reply in refused} <= {reply["runId"] for reply in accepted}
    for reply in refused:
        assert reply["detail"].startswith("Automation already in progress. Started at "), reply
    assert len(instance.list(f"/runs?jobId={job['id']}")) == len({reply["runId"] for reply in accepted})


@pytest.mark.parametrize(
    "routing, change, code",
    [
        ("run.start.demo", {"jobId": str(uuid.uuid4())}, "not_found"),
        ("run.start.other", {}, "not_found"),
        ("run.start.nobody", {}, "not_found"),
        ("run.start.demo", {"jobId": "17"}, "invalid_message"),
        ("run.start.demo", {"jobId": None}, "invalid_message"),
    ],
)
def test_refusals(instance, job, routing, change, code):
    reply = instance.command(routing, {"jobId": job["id"], "idempotencyKey": key(), **change})
    assert reply["code"] == code, reply
    assert reply["status"] >= 400 and reply["title"] and reply["detail"]


def test_paused_and_draft_jobs_do_not_run(instance):
    draft = instance.newsletter(status="draft")
    paused = instance.newsletter()
    instance.post(f"/jobs/{paused['id']}/pause")
    for job, code in ((draft, "not_active"), (paused, "paused")):
        reply = instance.command("run.start.demo", {"jobId": job["id"], "idempotencyKey": key()})
        assert reply["code"] == code, reply


@pytest.mark.parametrize(
    "name, routing, body, properties, code",
    [
        ("malformed", "run.start.demo", b'{"jobId":', {}, "invalid_message"),
        ("not utf-8", "run.start.demo", b'{"jobId":"\xff"}', {}, "invalid_message"),
        ("twice the same member", "run.start.demo", b'{"jobId":"a","jobId":"b"}', {}, "invalid_message"),
        ("too deep", "run.start.demo", b"[" * 100 + b"]" * 100, {}, "invalid_message"),
        ("an array", "run.start.demo", b"[]", {}, "invalid_message"),
        ("empty", "run.start.demo", b"", {}, "invalid_message"),
        ("too large", "run.start.demo", b'{"jobId":"' + b"a" * (2 << 20) + b'"}', {}, "too_large"),
        ("unknown key", "no.such.command.demo", b"{}", {}, "unsupported_type"),
        (
            "unknown version", "run.start.demo",
            b'{"specversion":"1.0","id":"1","source":"/t","type":"stagecoach.run.start.v99","data":{}}',
            {"content_type": "application/cloudevents+json"}, "unsupported_version",
        ),
        (
            "unknown type", "run.start.demo",
            b'{"specversion":"1.0","id":"1","source":"/t","type":"stagecoach.run.dance.v1","data":{}}',
            {"content_type": "application/cloudevents+json"}, "unsupported_type",
        ),
    ],
)
def test_what_cannot_be_understood_is_refused_and_kept(instance, name, routing, body, properties, code):
    before = set(dead_letters(instance))
    if name != "unknown key":
        # Nobody is there to answer a key that nobody listens to.
        assert instance.command(routing, body, **properties)["code"] == code
    else:
        instance.command(routing, body, reply=False, **properties)

    def kept():
        found = [letter for id, letter in dead_letters(instance).items() if id not in before]
        return [letter for letter in found if letter["routingKey"] == routing]

    [letter] = wait_for(kept, what="the dead letter")
    assert letter["code"] == code and letter["reason"] and letter["status"] == "open"
    whole = instance.get(f"/dead_letters/{letter['id']}")
    assert whole["size"] == len(body)
    assert instance.post(f"/dead_letters/{letter['id']}/discard")["status"] == "discarded"


def test_a_dead_letter_can_be_put_back(instance):
    before = set(dead_letters(instance))
    instance.command("run.start.demo", b"{", reply=False)
    find = lambda: [id for id in dead_letters(instance) if id not in before]
    [first] = wait_for(find, what="the dead letter")
    instance.post(f"/dead_letters/{first}/requeue")
    wait_for(lambda: len(find()) == 2, what="the dead letter of what was put back")
    assert instance.get(f"/dead_letters/{first}")["status"] == "requeued"


def test_organizations_are_apart(instance, job):
    other = {"key": instance.other_api_key}
    # By HTTP
    run = instance.command("run.start.demo", {"jobId": job["id"], "idempotencyKey": key()})["runId"]
    instance.ended(run)
    for path in (f"/jobs/{job['id']}", f"/runs/{run}", f"/runs/{run}/logs"):
        assert instance.request("GET", path, **other).status_code == 404
    assert instance.request("POST", f"/jobs/{job['id']}/run", **other).status_code == 404
    assert job["id"] not in [each["id"] for each in instance.list("/jobs", **other)]
    assert run not in [each["id"] for each in instance.list("/runs", **other)]
    assert instance.list("/subscribers", **other) == []
    content = instance.get(f"/runs/{run}")["contentRef"]
    assert instance.request("GET", f"/contents/{content}", **other).status_code == 404


def test_an_organizations_broker_user_reaches_only_its_own(instance, job):
    url = instance.other_amqp
    reply = instance.command("run.start.other", {"jobId": job["id"], "idempotencyKey": key()}, url=url)
    assert reply["code"] == "not_found"

    def refused(act):
        with instance.channel(url) as channel:
            with pytest.raises(pika.exceptions.ChannelClosedByBroker) as closed:
                act(channel)
                channel.queue_declare("amq.rabbitmq.reply-to", passive=True)  # a synchronous method: the refusal is in
            assert closed.value.reply_code == 403

    runs = len(instance.list(f"/runs?jobId={job['id']}"))
    body = json.dumps({"jobId": job["id"], "idempotencyKey": key()})
    refused(lambda channel: channel.basic_publish("stagecoach.commands", "run.start.demo", body))
    for exchange in ("stagecoach.work", "stagecoach.results", "stagecoach.journal", "stagecoach.events", "stagecoach.dead"):
        refused(lambda channel: channel.basic_publish(exchange, "run.start.other", body))
    for queue in ("stagecoach.journal.stream", "orchestrator.commands", "history.journal"):
        refused(lambda channel: channel.basic_get(queue))

    def bind(pattern):
        def act(channel):
            queue = channel.queue_declare("", exclusive=True).method.queue
            channel.queue_bind(queue, "stagecoach.events", pattern)

        return act

    for pattern in ("#", "run.#", "#.demo", "*.*.*.demo"):
        refused(bind(pattern))
    with instance.channel(url) as channel:
        bind("#.other")(channel)
    # The sneaking ways: a copy by header, and another organization named inside.
    with instance.channel(url) as channel:
        properties = pika.BasicProperties(headers={"CC": ["run.start.demo"]}, content_type="application/json")
        channel.basic_publish("stagecoach.commands", "run.start.other", body, properties)
    event = {
        "specversion": "1.0", "id": key(), "source": "/t", "type": "stagecoach.run.start.v1", "orgid": "demo",
        "idempotencykey": key(), "data": {"jobId": job["id"]},
    }
    reply = instance.command("run.start.other", event, url=url, content_type="application/cloudevents+json")
    assert reply["code"] == "not_found"
    assert len(instance.list(f"/runs?jobId={job['id']}")) == runs


def test_the_services_are_still_up(instance, ends):
    """What was published above has made none of them end."""
    assert restarts(instance) == ends
