"""What others can follow: events on the exchange, the journal and its stream, and what history keeps of them."""

import collections
import json
import uuid

import pytest
from cloudevents.core.formats.json import JSONFormat

from instance import wait_for


def accepted(text):
    """An event's attributes, as the official SDK reads and checks them."""
    return JSONFormat().read(None, text).get_attributes()


class Recorder:
    """Keeps all messages of some bindings, from the moment that it is made."""

    def __init__(self, channel, exchange, pattern):
        self.channel = channel
        self.queue = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(self.queue, exchange, pattern)

    def take(self):
        messages = []
        while True:
            method, properties, body = self.channel.basic_get(self.queue, auto_ack=True)
            if method is None:
                return messages
            messages.append((method, properties, body))


@pytest.fixture
def recorders(instance):
    with instance.channel() as channel:
        yield Recorder(channel, "stagecoach.events", "#"), Recorder(channel, "stagecoach.journal", "journal")


def runs(instance, count=5):
    # Somebody to send to.
    instance.post("/subscribers/import", b"email\nreader@example.com\n", headers={"Content-Type": "text/csv"})
    job_ids = [instance.newsletter(tasks__publish__enabled=n % 2 == 0)["id"] for n in range(count)]
    ids = [instance.post(f"/jobs/{job}/run")["runId"] for job in job_ids]
    for run in ids:
        instance.ended(run)
    return ids


def test_the_official_sdk_accepts_every_event_and_history_holds_each_once(instance, recorders):
    events, journal = recorders
    ids = set(runs(instance))
    singles, members = [], []
    for method, properties, body in events.take():
        event = accepted(body)
        assert event["specversion"] == "1.0"
        assert properties.content_type == "application/cloudevents+json"
        assert (properties.message_id, properties.type, properties.delivery_mode) == (event["id"], event["type"], 2)
        assert method.routing_key.endswith("." + event["orgid"])
        singles.append(event)
    for _, properties, body in journal.take():
        assert properties.content_type == "application/cloudevents-batch+json"
        members += [accepted(json.dumps(member)) for member in json.loads(body)]
    ours = [event for event in members if event.get("runid") in ids]
    assert {event["runid"] for event in ours} == ids
    assert {event["id"] for event in singles} <= {event["id"] for event in members}
    kinds = {event["type"] for event in singles if event.get("runid") in ids}
    assert {"stagecoach.run.running.v1", "stagecoach.stage.completed.v1", "stagecoach.run.completed.v1"} <= kinds
    wanted = {event["id"] for event in members}
    assert max(collections.Counter(event["id"] for event in members).values()) == 1

    def stored():
        rows = instance.query("select id, count(*) from history.events group by id")
        return {str(row["id"]): row["count"] for row in rows}

    held = wait_for(lambda: (found := stored()) and wanted <= set(found) and found, what="history")
    assert {held[id] for id in wanted} == {1}


def test_positions_and_sequences_have_no_gaps(instance):
    # What was erased before is missing; of what comes now, nothing is.
    [head] = instance.query("select position from history.head")
    runs(instance, 3)
    [positions] = instance.query(
        "select count(*), min(position), max(position) from history.events where position > %s", head["position"]
    )
    assert positions["min"] == head["position"] + 1
    assert positions["count"] == positions["max"] - positions["min"] + 1
    gaps = instance.query(
        """
        select runid, count(*), max(sequence) from (
            select run_id as runid, sequence from history.events where sequence is not null
        ) e group by runid having count(*) <> max(sequence) or count(distinct sequence) <> count(*)
        """
    )
    assert not gaps


def test_the_stream_replays_the_journal(instance):
    ids = set(runs(instance, 2))
    found = set()
    with instance.channel() as channel:
        channel.basic_qos(prefetch_count=100)
        arguments = {"x-stream-offset": "first"}
        for method, _, body in channel.consume("stagecoach.journal.stream", arguments=arguments, inactivity_timeout=10):
            assert method is not None, "the stream has come to its end without the runs"
            found |= {
                member["runid"] for member in json.loads(body) if member["type"] == "stagecoach.run.completed.v1"
                or member["type"] == "stagecoach.run.partial.v1"
            }
            channel.basic_ack(method.delivery_tag)
            if ids <= found:
                break


def causes(instance, run):
    """The events of a run in their order, and those that started a stage with the event that they name as their cause."""
    rows = instance.query(
        "select position, id, type, sequence, data, causation from history.events where subject = %s order by sequence", run
    )
    return rows


def test_a_stage_starts_because_the_one_before_it_has_completed(instance):
    [run] = runs(instance, 1)
    rows = causes(instance, run)
    started = [row for row in rows if row["type"] == "stagecoach.stage.started.v1"]
    completed = [row for row in rows if row["type"] == "stagecoach.stage.completed.v1"]
    assert len(started) == 2
    assert str(started[1]["causation"]) == str(completed[0]["id"])


def test_live_events(instance):
    import threading

    import requests

    lines = []
    answer = requests.get(
        f"{instance.api}/api/v1/events", headers={"Authorization": f"Bearer {instance.api_key}"}, stream=True, timeout=30
    )
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    done = threading.Event()

    def read():
        for line in answer.iter_lines():
            lines.append(line.decode())
            if "run.partial" in lines[-1] or "run.completed" in lines[-1]:
                done.set()
                return

    threading.Thread(target=read, daemon=True).start()
    [run] = runs(instance, 1)
    assert done.wait(20)
    answer.close()
    last = [line.removeprefix("id: ").removeprefix("id:") for line in lines if line.startswith("id:")][-1]
    assert last.strip().isdigit()
    data = [json.loads(line.removeprefix("data:")) for line in lines if line.startswith("data:")]
    assert run in {event.get("runid") for event in data}

    # From where one was cut off, nothing is left out.
    first = [line.removeprefix("id:").strip() for line in lines if line.startswith("id:")][0]
    again = requests.get(
        f"{instance.api}/api/v1/events",
        headers={"Authorization": f"Bearer {instance.api_key}", "Last-Event-ID": first},
        stream=True,
        timeout=30,
    )
    ids = []
    for line in again.iter_lines():
        if line.startswith(b"id:"):
            ids.append(line.decode().removeprefix("id:").strip())
            if ids[-1] == last.strip():
                break
    again.close()
    assert len(ids) == len([line for line in lines if line.startswith("id:")]) - 1
