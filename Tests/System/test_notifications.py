"""Notifications: by mail, webhook, Slack and Discord, through what can go wrong."""

import base64
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import threading
import uuid

import pika
import pytest
import requests
import standardwebhooks
from nacl.public import PrivateKey

from contentsite import Site
from instance import wait_for
from receiver import Receiver
from test_secrets import seal, traces

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "Contracts" / "events"
FAST = 40


@pytest.fixture(scope="module")
def receiver():
    with Receiver() as receiver:
        yield receiver


@pytest.fixture
def path():
    return f"/{uuid.uuid4().hex[:12]}"


@pytest.fixture
def rule(instance, receiver, path):
    """Makes notifications, which are gone after the test."""
    made = []

    def make(channel="webhook", events=("run.failed",), **changes):
        body = {"name": f"To {channel}", "events": list(events), "channel": channel}
        if channel != "email":
            body["url"] = receiver.url(path)
        made.append(instance.post("/notifications", body | changes))
        return made[-1]

    yield make
    for one in made:
        instance.request("DELETE", f"/notifications/{one['id']}")


def happen(instance, topic="run.failed", organization="demo", id=None, **run):
    """Publishes an event as the orchestrator does, and returns its id."""
    event = json.loads((EXAMPLES / f"{topic}.v1.json").read_text())
    event.update(id=id or uuid.uuid4().hex, orgid=organization)
    event["data"]["run"].update(run)
    key = f"{topic}.newsletter.{organization}"
    if topic == "content.review_ready":
        event["data"]["stage"]["result"]["ready_for_review"] = 12
        key = f"{topic}.content.7.{organization}"
    with instance.channel() as channel:
        channel.confirm_delivery()
        properties = pika.BasicProperties(
            content_type="application/cloudevents+json", message_id=event["id"], type=event["type"], delivery_mode=2
        )
        channel.basic_publish("stagecoach.events", key, json.dumps(event).encode(), properties, mandatory=True)
    return event["id"]


def deliveries(instance, rule, **filters):
    query = "".join(f"&{name}={value}" for name, value in filters.items())
    return instance.list(f"/notifications/{rule['id']}/deliveries?limit=100{query}")


def ended(instance, rule, count=1, seconds=FAST):
    """The deliveries of a rule when they have come to an end."""

    def look():
        found = deliveries(instance, rule)
        return len(found) >= count and all(one["state"] not in ("pending", "sending") for one in found) and found

    return wait_for(look, seconds, "the end of the deliveries")


# Webhooks


def verified(rule, request):
    """What a receiver makes of a request with the official library."""
    assert request.headers["Content-Type"] == "application/json"
    return standardwebhooks.Webhook(rule["signingSecret"]).verify(request.body, {k.lower(): v for k, v in request.headers.items()})


def test_a_run_is_told_to_a_webhook(instance, receiver, rule, path):
    made = rule(events=["run.partial", "run.completed"])
    job = instance.newsletter(name="Bread & <Butter>", tasks__publish__enabled=False)
    run = instance.post(f"/jobs/{job['id']}/run")
    told = [request for request in receiver.wait(path) if b"Butter" in request.body]
    body = verified(made, told[0])
    assert set(body) == {"type", "timestamp", "data"} and body["type"] == "run.partial"
    data = body["data"]
    assert (data["organization"], data["test"]) == ("demo", False)
    assert (data["run"]["jobName"], data["run"]["status"]) == ("Bread & <Butter>", "partial")
    assert data["link"] == f"{instance.api}/runs/{data['run']['id']}"
    assert run["runId" if "runId" in run else "id"] == data["run"]["id"]
    sent, = [one for one in ended(instance, made) if one["event"] == data["event"]]
    assert (sent["state"], sent["tries"], sent["status"]) == ("sent", 1, 200)
    assert (sent["type"], sent["recipient"], sent["nextAt"]) == ("run.partial", None, None)
    assert told[0].headers["webhook-id"] == f"msg_{sent['id']}"


def test_a_pipeline_that_is_ready_for_review(instance, receiver, rule, path):
    made = rule(events=["content.review_ready"])
    site = Site(instance, ["pour over ratio"])
    run = site.start()
    assert site.rests(run)["status"] == "completed"
    body = verified(made, receiver.wait(path)[0])
    assert (body["type"], body["data"]["run"]["id"]) == ("content.review_ready", run)
    assert body["data"]["stage"]["result"]["ready_for_review"] == len(site.items("content", "review")) > 0


def test_it_is_tried_again_under_the_same_id(instance, receiver, rule, path):
    made = rule()
    receiver.answers(path, 500, (429, {"Retry-After": "4"}), "cut", 404, 204)
    event = happen(instance)
    requests = receiver.wait(path, 5)
    bodies = [verified(made, request) for request in requests]
    assert all(body == bodies[0] for body in bodies) and bodies[0]["data"]["event"] == event
    assert len({request.headers["webhook-id"] for request in requests}) == 1
    assert len({request.headers["webhook-signature"] for request in requests}) > 1
    gaps = [after.at - before.at for before, after in zip(requests, requests[1:])]
    assert gaps[1] >= 4 and min(gaps) >= 0.9
    sent, = ended(instance, made)
    assert (sent["state"], sent["tries"], sent["status"]) == ("sent", 5, 204)


def test_a_receiver_that_does_not_answer_is_asked_again(instance, receiver, rule, path):
    made = rule()
    receiver.answers(path, "timeout", "half")
    happen(instance)
    first, second = receiver.wait(path, 2)
    assert 15 <= second.at - first.at < 20
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    sent, = ended(instance, made)
    assert (sent["state"], sent["status"]) == ("sent", 200), "the status counts, not the body that was cut"


def test_in_the_end_it_is_given_up(instance, receiver, rule, path):
    made = rule()
    receiver.answers(path, *[(500, {}), (302, {"Location": receiver.url(path + "/elsewhere")})] * 5)
    happen(instance)
    failed, = ended(instance, made)
    assert (failed["state"], failed["tries"], failed["status"]) == ("failed", 6, 302)
    assert '{"received": true}' in failed["detail"]
    assert len(receiver.requests(path)) == 6 and receiver.requests(path + "/elsewhere") == []
    assert instance.get(f"/notifications/{made['id']}")["enabled"]


def test_gone_disables(instance, receiver, rule, path):
    made = rule()
    receiver.answers(path, 410)
    with instance.channel() as channel:
        queue = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(queue, "stagecoach.events", "notification.disabled.demo")
        happen(instance)
        wait_for(lambda: not instance.get(f"/notifications/{made['id']}")["enabled"])
        bodies = []
        wait_for(lambda: bodies.append(channel.basic_get(queue, auto_ack=True)[2]) or bodies[-1])
    event = json.loads(bodies[-1])
    assert (event["data"]["ruleId"], event["data"]["channel"]) == (made["id"], "webhook")
    assert "410" in event["data"]["reason"]
    assert "410" in instance.get(f"/notifications/{made['id']}")["disabledReason"]
    happen(instance)
    happen(instance, organization="other")
    failed, = ended(instance, made)
    assert (failed["state"], failed["status"]) == ("failed", 410)
    assert len(receiver.requests(path)) == 1
    enabled = {"name": "Again", "events": ["run.failed"], "channel": "webhook", "enabled": True}
    again = instance.request("PUT", f"/notifications/{made['id']}", body=enabled)
    assert again.json()["enabled"] and again.json()["disabledReason"] is None
    happen(instance)
    receiver.wait(path, 2)


def test_an_event_that_comes_twice_is_told_once(instance, receiver, rule, path):
    first, second = rule(), rule(name="Another")
    event = happen(instance)
    happen(instance, id=event)
    happen(instance, "run.cancelled")
    last = happen(instance)
    requests = receiver.wait(path, 4)
    wait_for(lambda: len(ended(instance, first, 2)) == 2 and len(ended(instance, second, 2)) == 2)
    assert sorted(json.loads(request.body)["data"]["event"] for request in requests) == sorted([event, last] * 2)
    assert len({request.headers["webhook-id"] for request in receiver.requests(path)}) == 4


def test_what_is_disabled_or_of_others_is_not_told(instance, receiver, rule, path):
    made = rule(enabled=False)
    happen(instance)
    listening = rule(events=["run.cancelled"])
    happen(instance, "run.cancelled", organization="other")
    last = happen(instance, "run.cancelled")
    told, = receiver.wait(path)
    assert json.loads(told.body)["data"]["event"] == last
    ended(instance, listening)
    assert deliveries(instance, made) == [] and len(receiver.requests(path)) == 1


def test_a_slow_receiver_does_not_hold_up_the_others(instance, receiver, rule, path):
    slow = rule(url=receiver.url(path + "/slow"))
    receiver.answers(path + "/slow", *["timeout"] * 40)
    for _ in range(30):
        happen(instance)
    receiver.wait(path + "/slow", 4)
    quick = rule(events=["run.cancelled"])
    happen(instance, "run.cancelled")
    receiver.wait(path, 1, seconds=5)
    assert ended(instance, quick, seconds=5)[0]["state"] == "sent"
    assert instance.request("DELETE", f"/notifications/{slow['id']}").status_code == 204


def test_the_mailers_are_killed_in_the_middle(instance, receiver, rule, path):
    made = rule()
    receiver.answers(path, "timeout")
    happen(instance)
    receiver.wait(path)
    instance.kill("mailer")
    first, second = receiver.wait(path, 2, seconds=60)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    verified(made, second)
    sent, = ended(instance, made)
    assert (sent["state"], sent["tries"]) == ("sent", 2)


def test_many_events_are_each_told_once_by_all_mailers(instance, receiver, rule, path):
    assert len(instance.pids("mailer")) == 2
    made = rule(events=["run.cancelled"])
    template = json.loads((EXAMPLES / "run.cancelled.v1.json").read_text()) | {"orgid": "demo"}
    ids = {uuid.uuid4().hex for _ in range(200)}
    with instance.channel() as channel:
        for id in [*ids, *list(ids)[:50]]:
            body = json.dumps(template | {"id": id}).encode()
            channel.basic_publish("stagecoach.events", "run.cancelled.newsletter.demo", body)
    wait_for(lambda: len(receiver.requests(path)) >= 200, 60, "all of them")
    assert {one["state"] for one in ended(instance, made, 200)} == {"sent"}
    told = receiver.requests(path)
    assert len(told) == 200 and {json.loads(request.body)["data"]["event"] for request in told} == ids
    assert len({request.headers["webhook-id"] for request in told}) == 200


def example(begin):
    """A program of the documentation."""
    text = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "integrate.md").read_text()
    start = text.index('"""' + begin)
    return text[start : text.index("```", start)]


def test_the_documented_receiver(instance, rule, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = tmp_path / "receive.py"
    program.write_text(example("Receives webhooks"))
    made = rule(url=f"http://127.0.0.1:{port}/")
    command = [sys.executable, program, made["signingSecret"], str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as receiving:
        try:
            happen(instance, jobName="Tomatoes")
            assert receiving.stdout.readline().startswith(f"run.failed Tomatoes {instance.api}/runs/")
            assert ended(instance, made)[0]["status"] == 204
            forged = requests.post(f"http://127.0.0.1:{port}/", data=b"{}", timeout=5, headers={
                "webhook-id": "msg_1", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA",
            })
            assert forged.status_code == 400
        finally:
            receiving.terminate()


# Chats


HOSTILE = "<!channel> @everyone *a* [b](https://evil.example) `c` & <@123>"


def test_slack(instance, receiver, rule, path):
    made = rule("slack", events=["run.failed", "content.review_ready"])
    assert "signingSecret" not in made
    happen(instance, jobName=HOSTILE)
    told, = receiver.wait(path)
    assert not [name for name in told.headers if name.lower().startswith("webhook-")]
    message = json.loads(told.body)
    assert set(message) == {"text", "blocks", "mrkdwn"} and message["mrkdwn"] is False
    header, section, context = message["blocks"]
    assert header["text"] == {"type": "plain_text", "text": "Run failed", "emoji": False}
    assert {field["type"] for field in section["fields"]} == {"plain_text"}
    texts = [message["text"], *(field["text"] for field in section["fields"])]
    assert all("<" not in text and ">" not in text for text in texts)
    assert any("&lt;!channel&gt; @everyone *a*" in text for text in texts)
    assert context["elements"][0]["text"].startswith(f"<{instance.api}/runs/")
    happen(instance, "content.review_ready")
    ready = json.loads(receiver.wait(path, 2)[1].body)
    assert ready["blocks"][0]["text"]["text"] == "12 pieces are ready for review"
    assert {one["state"] for one in ended(instance, made, 2)} == {"sent"}


def test_discord(instance, receiver, rule, path):
    made = rule("discord", events=["run.failed"])
    receiver.answers(path, (429, {"Retry-After": "1"}), 204, 404)
    happen(instance, jobName=HOSTILE)
    message = json.loads(receiver.wait(path, 2)[1].body)
    assert message["allowed_mentions"] == {"parse": []}
    embed, = message["embeds"]
    assert embed["title"] == "Run failed" and embed["url"].startswith(f"{instance.api}/runs/")
    job = {field["name"]: field["value"] for field in embed["fields"]}["Job"]
    assert job == r"\<\!channel\> \@everyone \*a\* \[b\]\(https\:\/\/evil.example\) \`c\` & \<\@123\>"
    happen(instance)
    failed, sent = ended(instance, made, 2)
    assert (sent["state"], sent["tries"]) == ("sent", 2)
    assert (failed["state"], failed["tries"], failed["status"]) == ("failed", 1, 404), "there is no such channel any more"


# Mails


def address():
    return f"ops-{uuid.uuid4().hex[:8]}@example.org"


def test_mails_go_to_each_address_once(instance, mail, rule):
    first, second, refused = address(), address(), address()
    mail.answers[refused] = "550 5.1.1 nobody here"
    made = rule("email", addresses=[first, second, refused])
    assert (made["addresses"], made["host"]) == ([first, second, refused], None)
    event = happen(instance, jobName="Größe <b>& mehr</b>")
    happen(instance, id=event)
    found = {one["recipient"]: one for one in ended(instance, made, 3)}
    assert {found[one]["state"] for one in (first, second)} == {"sent"}
    assert (found[refused]["state"], found[refused]["status"]) == ("failed", 550)
    counts = mail.addresses()
    assert (counts[first], counts[second], counts[refused]) == (1, 1, 0)
    message, = mail.mails(first)
    assert message["Subject"] == "[Stagecoach] Run failed: Größe <b>& mehr</b>"
    assert message["To"] == first and message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].startswith(f"<notification.{found[first]['id']}@")
    assert message["List-Unsubscribe"] is None and message["Precedence"] is None
    text = message.get_body(("plain",)).get_content()
    assert "Job: Größe <b>& mehr</b>" in text and f"{instance.api}/runs/" in text
    assert "Größe &lt;b&gt;&amp; mehr&lt;/b&gt;" in message.get_body(("html",)).get_content()


def test_a_mail_in_doubt_is_never_sent_again(instance, mail, rule):
    recipient = address()
    made = rule("email", addresses=[recipient])
    mail.pause = 5
    try:
        happen(instance)
        wait_for(lambda: [one for one in deliveries(instance, made) if one["state"] == "sending"], 10)
        threading.Event().wait(0.5)
        instance.kill("mailer")
        unconfirmed, = ended(instance, made)
    finally:
        mail.pause = 0
    assert (unconfirmed["state"], unconfirmed["tries"]) == ("unconfirmed", 1)
    # A mail that comes after it is sent: by then a second copy would have been, too.
    later = happen(instance)
    wait_for(lambda: {one["event"]: one["state"] for one in deliveries(instance, made)}.get(later) == "sent", FAST)
    assert mail.addresses()[recipient] <= 2
    assert [one["state"] for one in deliveries(instance, made)] == ["sent", "unconfirmed"]


def test_a_deferred_mail_is_tried_again(instance, mail, rule):
    recipient = address()
    mail.answers[recipient] = "451 4.7.1 later"
    made = rule("email", addresses=[recipient])
    happen(instance)
    waiting = wait_for(lambda: [one for one in deliveries(instance, made) if one["tries"] >= 1 and one["status"]], FAST)[0]
    assert waiting["status"] == 451
    del mail.answers[recipient]
    sent, = ended(instance, made)
    assert sent["state"] == "sent" and sent["tries"] >= 2 and mail.addresses()[recipient] == 1


# Rules


def test_a_rule_from_its_making_to_its_end(instance, receiver, rule, path):
    made = rule(name="Operators", events=["run.failed", "run.partial"])
    secret = made.pop("signingSecret")
    assert secret.startswith("whsec_")
    assert made == instance.get(f"/notifications/{made['id']}")
    assert (made["host"], made["addresses"], made["enabled"], made["revision"]) == ("127.0.0.1", [], True, 1)
    assert made in instance.list("/notifications?limit=2")
    shown = instance.request("GET", f"/notifications/{made['id']}")
    assert shown.headers["ETag"] == '"1"' and path not in shown.text and secret not in shown.text
    # A change keeps the secrets where none are given.
    body = {name: made[name] for name in ("name", "channel", "enabled")} | {"events": ["run.cancelled"]}
    changed = instance.request("PUT", f"/notifications/{made['id']}", body=body, headers={"If-Match": '"1"'})
    assert changed.status_code == 200 and "signingSecret" not in changed.json()
    assert (changed.json()["events"], changed.json()["revision"]) == (["run.cancelled"], 2)
    stale = instance.request("PUT", f"/notifications/{made['id']}", body=body, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    happen(instance, "run.cancelled")
    verified({"signingSecret": secret}, receiver.wait(path)[0])
    own = "whsec_" + "QUJD" * 10
    instance.request("PUT", f"/notifications/{made['id']}", body=body | {"signingSecret": own})
    happen(instance, "run.cancelled")
    verified({"signingSecret": own}, receiver.wait(path, 2)[1])
    assert instance.request("DELETE", f"/notifications/{made['id']}").status_code == 204
    assert instance.request("DELETE", f"/notifications/{made['id']}").status_code == 404
    assert instance.request("PUT", f"/notifications/{made['id']}", body=body).status_code == 404


def test_others_see_nothing_of_it(instance, rule):
    made = rule()
    other = {"key": instance.other_api_key}
    for method, path, body in [
        ("GET", "", None), ("PUT", "", {"name": "a", "events": ["run.failed"], "channel": "webhook"}),
        ("DELETE", "", None), ("POST", "/test", None), ("GET", "/deliveries", None),
    ]:
        answer = instance.request(method, f"/notifications/{made['id']}{path}", body=body, **other)
        assert answer.status_code == 404, (method, path)
    assert made["id"] not in {one["id"] for one in instance.list("/notifications", **other)}
    command = {"ruleId": made["id"], "idempotencyKey": uuid.uuid4().hex}
    for name in ("delete", "test"):
        assert instance.command(f"notification.{name}.other", command)["code"] == "not_found"


def test_a_repeat_of_the_request_makes_nothing_new(instance, receiver, rule, path):
    key = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"name": "Once", "events": ["run.failed"], "channel": "webhook", "url": receiver.url(path)}
    first, again = (instance.request("POST", "/notifications", body=body, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"] and first.headers["Location"] == again.headers["Location"]
    secret = first.json()["signingSecret"]
    assert "signingSecret" not in again.json(), "it is shown once, and kept nowhere"
    assert traces(instance, secret) == []
    instance.request("DELETE", f"/notifications/{first.json()['id']}")


def test_a_rule_is_tried_out(instance, receiver, mail, rule, path):
    made = rule(enabled=False, events=["content.review_ready"])
    tested = instance.post(f"/notifications/{made['id']}/test", headers={"Idempotency-Key": "t" + made["id"]})
    again = instance.post(f"/notifications/{made['id']}/test", headers={"Idempotency-Key": "t" + made["id"]})
    body = verified(made, receiver.wait(path)[0])
    assert (body["type"], body["data"]["test"]) == ("content.review_ready", True)
    sent, = ended(instance, made)
    assert ([sent["id"]], sent["test"], sent["state"]) == (tested["deliveries"], True, "sent") and again == tested
    recipient = address()
    mails = rule("email", addresses=[recipient])
    instance.post(f"/notifications/{mails['id']}/test")
    ended(instance, mails)
    assert mail.mails(recipient)[0]["Subject"] == "[Stagecoach] Test: Run failed: Sample job"


def test_a_rule_by_message(instance, receiver, path):
    secret = "whsec_" + "QUJD" * 8
    id = str(uuid.uuid4())
    definition = {
        "name": "By message", "events": ["run.failed"], "channel": "webhook", "enabled": True,
        "url": seal(instance, receiver.url(path)), "signingSecret": seal(instance, secret),
    }
    define = lambda **more: instance.command(
        "notification.define.demo", {"ruleId": id, "definition": definition, "idempotencyKey": uuid.uuid4().hex} | more
    )
    assert define()["revision"] == 1
    assert define(revision=0)["code"] == "conflict"
    assert define(revision=1)["revision"] == 2
    happen(instance)
    verified({"signingSecret": secret}, receiver.wait(path)[0])
    foreign = {"ruleId": id, "definition": definition, "idempotencyKey": uuid.uuid4().hex}
    assert instance.command("notification.define.other", foreign)["code"] == "not_found"
    unsigned = {key: value for key, value in definition.items() if key != "signingSecret"}
    refused = define(ruleId=str(uuid.uuid4()), definition=unsigned)
    assert [error["pointer"] for error in refused["errors"]] == ["/definition/signingSecret"]
    foolish = {"ruleId": id, "definition": definition | {"url": receiver.url(path)}, "idempotencyKey": uuid.uuid4().hex}
    assert instance.command("notification.define.demo", foolish)["code"] == "invalid_message"
    delete = {"ruleId": id, "idempotencyKey": uuid.uuid4().hex}
    assert instance.command("notification.delete.demo", delete)["status"] == "accepted"
    assert traces(instance, path) == []


GOOD = {"name": "a", "events": ["run.failed"], "channel": "webhook", "url": "https://example.org/hook"}
MAIL = {"name": "a", "events": ["run.failed"], "channel": "email", "addresses": ["ops@example.org"]}


@pytest.mark.parametrize(
    "body, pointers",
    [
        (GOOD | {"name": " "}, ["/name"]),
        (GOOD | {"name": "a\nb"}, ["/name"]),
        (GOOD | {"events": []}, ["/events"]),
        (GOOD | {"events": ["run.failed", "run.failed"]}, ["/events"]),
        (GOOD | {"events": ["run.started"]}, ["/events/0"]),
        (GOOD | {"channel": "telegram"}, ["/channel"]),
        (GOOD | {"enabled": "yes"}, ["/enabled"]),
        (GOOD | {"url": None}, ["/url"]),
        (GOOD | {"url": 7}, ["/url"]),
        (GOOD | {"url": "http://example.org/hook"}, ["/url"]),
        (GOOD | {"url": "https://localhost/hook"}, ["/url"]),
        (GOOD | {"url": "https://10.1.2.3/hook"}, ["/url"]),
        (GOOD | {"url": "https://169.254.169.254/latest"}, ["/url"]),
        (GOOD | {"url": "https://[::1]/"}, ["/url"]),
        (GOOD | {"url": "https://example.org:22/"}, ["/url"]),
        (GOOD | {"url": "https://user:password@example.org/"}, ["/url"]),
        (GOOD | {"signingSecret": "short"}, ["/signingSecret"]),
        (GOOD | {"signingSecret": "whsec_QUJD"}, ["/signingSecret"]),
        (GOOD | {"addresses": ["ops@example.org"]}, ["/addresses"]),
        (GOOD | {"channel": "slack", "signingSecret": "whsec_" + "QUJD" * 8}, ["/signingSecret"]),
        (MAIL | {"addresses": []}, ["/addresses"]),
        (MAIL | {"addresses": ["ops@example.org", "nobody", "ops@EXAMPLE.org"]}, ["/addresses/1", "/addresses/2"]),
        (MAIL | {"addresses": [f"a{n}@example.org" for n in range(21)]}, ["/addresses"]),
        (MAIL | {"url": "https://example.org"}, ["/url"]),
    ],
)
def test_what_cannot_be_a_rule(instance, body, pointers):
    answer = instance.request("POST", "/notifications", body=body)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers
    if isinstance(body.get("url"), str):
        assert body["url"] not in answer.text


def test_a_member_that_nobody_knows(instance):
    assert instance.request("POST", "/notifications", body=GOOD | {"retries": 3}).status_code == 400


# All together


def test_no_secret_is_to_be_found_anywhere(instance, receiver, rule, path):
    secret = "whsec_" + "Y2FuYXJ5" * 4
    made = rule(signingSecret=secret)
    chat = rule("slack", url=receiver.url(path + "?token=" + "canary99"))
    receiver.answers(path, 500, 404, 410)
    happen(instance)
    ended(instance, made)
    ended(instance, chat)
    instance.request("POST", "/notifications", body=GOOD | {"url": "http://canary99.example/"})
    for text in (secret, path, "canary99"):
        assert traces(instance, text) == []


def test_what_is_measured(instance, receiver, rule, path):
    made = rule()
    happen(instance)
    ended(instance, made)
    lines = []
    for port in ports(instance):
        lines += requests.get(f"http://127.0.0.1:{port}/metrics", timeout=5).text.splitlines()
    sent = [float(line.split()[-1]) for line in lines if 'channel="webhook",outcome="sent"' in line]
    assert sum(sent) >= 1
    for name in ("stagecoach_notifications_waiting", "stagecoach_notifications_oldest_seconds"):
        assert any(line.startswith(name + " ") for line in lines)


def ports(instance):
    settings = dict(line.split("=", 1) for line in (instance.state / "settings").read_text().splitlines())
    return [port for name, port in settings.items() if name.startswith("STAGECOACH_HTTP_PORT_mailer_")]


def test_the_key_is_changed(instance, receiver, rule, path):
    made = rule()
    instance.request("PUT", "/secrets/rotated", body={"value": "canary-rotated"})
    before = instance.get("/secrets/key")
    settings = instance.state / "settings"
    old = settings.read_text()
    key = base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")
    settings.write_text(re.sub("^SECRET_sealing=", f"SECRET_sealing={key},", old, flags=re.M))
    instance.up()
    after = instance.get("/secrets/key")
    public = PrivateKey(base64.urlsafe_b64decode(key + "=")).public_key
    assert base64.b64decode(after["publicKey"]) == bytes(public) and after["keyId"] != before["keyId"]
    rows = instance.query(
        """select key_id from gateway.secrets
        union select url_key_id from mailer.notification_rules where url_key_id is not null"""
    )
    assert [row["key_id"] for row in rows] == [after["keyId"]]
    # The old one is not needed any more.
    settings.write_text(re.sub("^SECRET_sealing=.*$", f"SECRET_sealing={key}", old, flags=re.M))
    instance.up()
    happen(instance)
    verified(made, receiver.wait(path)[0])
    stale = {"name": "stale", "secret": {"keyId": before["keyId"], "box": seal(instance, "a")["box"]}, "idempotencyKey": "1"}
    assert instance.command("secret.put.demo", stale)["errors"][0]["pointer"] == "/secret/keyId"
    instance.request("DELETE", "/secrets/rotated")
