"""The content pipeline, from keywords to drafts with images in review."""

import collections
import datetime
import threading
import uuid

import pytest

from instance import wait_for
from contentsite import COFFEE, MODELS, Site


def adds_up(site, run):
    """Whether the stages, the run, the ledger and the account agree."""
    row = site.progress(run)
    assert row["held"] == 0
    assert site.ledger(run) == row["credits"]
    [total] = site.instance.query(
        "select posted - opening - (select coalesce(sum(amount), 0) from orchestrator.entries where organization_id = %s)"
        " as difference from orchestrator.accounts where organization_id = %s",
        site.organization,
        site.organization,
    )
    assert total["difference"] == 0
    return row["credits"]


def test_keywords_become_contents_that_wait_for_a_review(instance):
    site = Site(instance, COFFEE)
    before = site.account()[0]
    run = site.start()
    assert site.rests(run)["status"] == "completed"
    result = {number: stage["result"] for number, stage in site.stages(run).items()}
    keywords, clusters, ideas = (site.items(kind) for kind in ("keyword", "cluster", "idea"))
    assert result[1]["keywords_processed"] == len(keywords) == 120
    assert {item["status"] for item in keywords} == {"mapped"}
    assert {item["parent_id"] for item in keywords} == {item["id"] for item in clusters}
    assert result[1]["clusters_created"] == result[2]["clusters_processed"] == len(clusters)
    assert 12 <= len(clusters) <= 60
    assert {item["parent_id"] for item in ideas} == {item["id"] for item in clusters}
    assert result[2]["ideas_created"] == result[3]["tasks_created"] == result[4]["tasks_total"] == len(ideas)
    assert len({item["attributes"]["idea_title"].lower() for item in ideas}) == len(ideas)
    tasks, contents, images = site.items("task"), site.items("content"), site.items("image")
    assert [item["attributes"]["title"] for item in tasks] == [item["attributes"]["idea_title"] for item in ideas]
    assert {item["status"] for item in tasks + ideas} == {"completed"}
    assert sorted(item["parent_id"] for item in contents) == sorted(item["id"] for item in tasks)
    assert {item["status"] for item in contents} == {"review"}
    assert result[4]["total_words"] == sum(item["attributes"]["word_count"] for item in contents)
    types = collections.defaultdict(list)
    for image in images:
        types[image["parent_id"]].append(image["attributes"]["image_type"])
    assert set(types) == {item["id"] for item in contents}
    assert all(kinds.count("featured") == 1 and kinds.count("in_article") >= 1 for kinds in types.values())
    assert result[5]["prompts_created"] == result[6]["images_generated"] == len(images)
    assert result[6]["content_moved_to_review"] == result[7]["ready_for_review"] == len(contents)
    words = [item["attributes"]["word_count"] for item in contents]
    assert min(words) >= 500
    credits = [24, 2 * len(clusters), 0, sum(-(-count // 500) for count in words), len(images) / 2, 2 * len(images)]
    assert adds_up(site, run) == 1000 * sum(credits) == before - site.account()[0]
    [event] = instance.query(
        "select data from history.events where run_id = %s and type = 'stagecoach.content.review_ready.v1'", run
    )
    assert event["data"]["stage"]["items"] == [item["id"] for item in contents]
    # Nothing is left to do.
    again = site.start()
    assert site.rests(again)["status"] == "completed" and site.ledger(again) == 0
    assert {stage["status"] for number, stage in site.stages(again).items() if number < 7} == {"skipped"}


def test_what_a_run_will_cost_is_known_and_has_to_be_there(instance):
    site, twin = (Site(instance, COFFEE[:47], instance.other_api_key, "other") for _ in range(2))
    answer = site.command("run.estimate", siteId=site.id)
    assert (answer["estimate"], answer["required"]) == (866, 1039.2)
    assert answer["account"] == site.command("credits.balance")["account"]
    assert [stage["credits"] for stage in answer["stages"]] == [10, 16, 0, 280, 112, 448, 0]

    def top_up(until):
        # In thousandths, so that nothing is rounded on the way.
        missing = until * 1000 - site.account()[0] + site.account()[1]
        if missing > 0:
            instance.post("/credits/top_up", {"amount": missing / 1000}, key=instance.other_api_key)

    top_up(500)
    refusal = site.command("run.start", siteId=site.id)
    assert (refusal["code"], refusal["status"]) == ("insufficient_credits", 402)
    assert refusal["detail"] == "Need ~866 credits, you have 500"
    top_up(900)
    refusal = site.command("run.start", siteId=site.id)
    assert refusal["detail"] == "Need ~866 credits (1,039.2 with reserve), you have 900"
    assert not instance.query("select 1 from orchestrator.runs where scope_id = %s", site.id)
    top_up(1500)
    # Both at the same instant: there is enough for one.
    barrier, answers = threading.Barrier(2), {}

    def start(site):
        barrier.wait()
        answers[site.id] = site.command("run.start", siteId=site.id)

    threads = [threading.Thread(target=start, args=[each]) for each in (site, twin)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = sorted(answer.get("code", "accepted") for answer in answers.values())
    assert codes == ["accepted", "insufficient_credits"], answers
    [run] = [answer["runId"] for answer in answers.values() if "runId" in answer]
    assert site.progress(run)["estimate"] == 866_000
    site.command("run.cancel", runId=run)
    assert site.rests(run)["status"] == "cancelled"
    assert adds_up(site, run) == 1_500_000 - site.account()[0]


@pytest.mark.parametrize("service", ["orchestrator", "ai-gateway"])
def test_a_pause_outlives_its_services(instance, provider, service):
    site = Site(instance, COFFEE[:30], tasks={**MODELS, "generate_ideas": {"ideas": 7}, "generate_images": {}})
    run = site.start()
    count = site.reached(run, 4)["total"]
    site.reached(run, 4, 23)
    assert site.command("run.pause", runId=run)["runStatus"] in ("pausing", "paused")
    done = site.rests(run)
    assert done["status"] == "paused" and done["held"] > 0
    instance.kill("orchestrator")
    instance.kill("ai-gateway")
    before = set(site.items("content")[i]["id"] for i in range(done["processed"]))
    assert site.command("run.resume", runId=run)["status"] == "accepted"
    site.reached(run, 4, done["processed"] + 3)
    instance.kill(service)
    assert site.rests(run)["status"] == "completed"
    contents = site.items("content")
    assert before <= {item["id"] for item in contents}
    assert len(contents) == len({item["parent_id"] for item in contents}) == count == len(site.items("task"))
    calls = [
        call
        for call in provider.log()
        if call["schema"] == "article" and call["idempotency_key"].startswith(run)
    ]
    kills = 2 if service == "ai-gateway" else 1
    assert count <= len(calls) <= count + kills
    adds_up(site, run)


def stopped_before(site, run, stage):
    """Pauses the run at a stage and returns the items that still wait there."""
    site.reached(run, stage)
    site.command("run.pause", runId=run)
    assert site.rests(run)["status"] == "paused"
    kind, status = {4: ("task", "queued"), 6: ("image", "pending")}[stage]
    return site.items(kind, status)


TRANSIENT = [
    {"kind": "rate_limit", "retry_after": 1},
    {"kind": "server_error"},
    {"kind": "cut"},
    {"kind": "drop"},
    {"kind": "timeout"},
    {"kind": "invalid"},
]


def test_what_passes_is_tried_again_and_nobody_notices(instance, provider):
    site = Site(
        instance, COFFEE[:6], tasks={**MODELS, "generate_content": {"model": "openai/writer", "timeoutSeconds": 3}}
    )
    run = site.start()
    waiting = stopped_before(site, run, 4)
    assert len(waiting) >= len(TRANSIENT)
    for item, fault in zip(waiting, TRANSIENT):
        provider.fault(match=item["attributes"]["title"], schema="article", **fault)
    site.command("run.resume", runId=run)
    waiting = stopped_before(site, run, 6)
    for item, fault in zip(waiting, TRANSIENT[:4]):
        provider.fault(match=item["attributes"]["prompt"], path="images", **fault)
    site.command("run.resume", runId=run)
    assert site.rests(run)["status"] == "completed"
    failed = instance.query(
        "select data from history.events where run_id = %s and type = 'stagecoach.batch.failed.v1'", run
    )
    # Invalid output is sent back to the model, and is no failed try.
    codes = collections.Counter(event["data"]["batch"]["error"]["code"] for event in failed)
    assert codes["rate_limited"] == codes["provider_error"] == 2, codes
    assert all(event["data"]["batch"]["error"]["transient"] for event in failed)
    assert len(failed) == 9 and codes["timeout"] == 1
    for event in failed:
        assert "next try in" in event["data"]["message"]
    adds_up(site, run)


@pytest.mark.parametrize("kind, code", [("policy", "policy"), ("invalid", "invalid_output")])
def test_what_does_not_pass_stops_the_run_at_its_item(instance, provider, kind, code):
    site = Site(instance, COFFEE[6:12], tasks=MODELS)
    run = site.start()
    waiting = stopped_before(site, run, 4)
    victim = waiting[1]
    provider.fault(kind, match=victim["attributes"]["title"], schema="article", times=None)
    site.command("run.resume", runId=run)
    row = site.rests(run)
    assert (row["status"], row["stage"], row["error"]["code"]) == ("failed", 4, code)
    assert row["held"] == 0
    [item] = site.items("task", "failed")
    assert item["id"] == victim["id"] and item["error"]
    provider.set_faults([])
    answer = site.command("run.retry", runId=run, failedOnly=True)
    assert answer["status"] == "accepted"
    assert site.rests(run)["status"] == "completed"
    assert not site.items("task", "failed")
    assert len(site.items("content", "review")) == len(site.items("task"))
    adds_up(site, run)


def test_failed_items_can_be_left_out(instance, provider):
    site = Site(instance, COFFEE[12:18], tasks=MODELS)
    run = site.start()
    waiting = stopped_before(site, run, 4)
    provider.fault("policy", match=waiting[0]["attributes"]["title"], schema="article", times=None)
    site.command("run.resume", runId=run)
    assert site.rests(run)["status"] == "failed"
    assert site.command("run.retry", runId=run, skipFailed=True)["status"] == "accepted"
    assert site.rests(run)["status"] == "partial"
    assert len(site.items("content", "review")) == len(site.items("task")) - 1
    [event] = instance.query(
        "select data from history.events where run_id = %s and type = 'stagecoach.stage.completed.v1' and stage = 4", run
    )
    assert event["data"]["stage"]["leftOut"] == [waiting[0]["id"]]
    provider.set_faults([])
    assert site.command("run.retry", runId=run, failedOnly=True)["status"] == "accepted"
    assert site.rests(run)["status"] == "completed"
    assert len(site.items("content", "review")) == len(site.items("task"))
    assert site.command("run.retry", runId=run)["code"] == "invalid_state"
    adds_up(site, run)


def test_one_run_at_a_time_for_a_site(instance):
    site = Site(instance, COFFEE[:20])
    barrier, answers = threading.Barrier(6), []

    def by_message():
        barrier.wait()
        answers.append(site.command("run.start", siteId=site.id))

    def by_api():
        barrier.wait()
        answers.append(instance.request("POST", f"/jobs/{site.job}/run").json())

    threads = [threading.Thread(target=way) for way in (by_message, by_api) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [run] = [answer["runId"] for answer in answers if "code" not in answer]
    refused = [answer for answer in answers if "code" in answer]
    assert [(answer["code"], answer["runId"]) for answer in refused] == 5 * [("already_running", run)]
    assert all(answer["detail"].startswith("Automation already in progress. Started at ") for answer in refused)
    assert "currently on Stage " in refused[0]["detail"]
    site.command("run.cancel", runId=run)


def test_a_schedule_finds_the_site_busy(instance):
    site = Site(instance, COFFEE[:60])
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=75)
    planned = soon.replace(second=0, microsecond=0)
    schedule = {"frequency": "daily", "time": planned.strftime("%H:%M"), "timezone": "UTC"}
    answer = instance.request("PATCH", f"/jobs/{site.job}", body={"schedule": schedule, "status": "active"})
    assert answer.status_code == 200, answer.text
    # Message and API at the very instant of the bell.
    pause = (planned - datetime.datetime.now(datetime.timezone.utc)).total_seconds()
    answers = []
    ways = [site_start(site), lambda: instance.request("POST", f"/jobs/{site.job}/run").json()]
    timers = [threading.Timer(pause, lambda way=way: answers.append(way())) for way in ways]
    for timer in timers:
        timer.start()
    for timer in timers:
        timer.join()
    [occurrence] = wait_for(
        lambda: [
            each for each in instance.list(f"/jobs/{site.job}/occurrences") if each["outcome"] != "dispatched"
        ],
        120,
        "the occurrence",
    )
    started = {answer["runId"] for answer in answers if "code" not in answer}
    refused = [answer for answer in answers if "code" in answer]
    if occurrence["outcome"] == "started":
        started.add(occurrence["runId"])
    else:
        assert (occurrence["outcome"], occurrence["code"]) == ("skipped", "already_running")
    [run] = started
    assert len(refused) + (occurrence["outcome"] == "skipped") == 2
    assert all((answer["code"], answer["runId"]) == ("already_running", run) for answer in refused)
    assert len(instance.query("select 1 from orchestrator.runs where job_id = %s", site.job)) == 1
    site.command("run.cancel", runId=run)


def site_start(site):
    return lambda: site.command("run.start", siteId=site.id)


def test_contents_are_decided_about(instance):
    site = Site(instance, COFFEE[30:36])
    run = site.start()
    assert site.rests(run)["status"] == "completed"
    contents = [item["id"] for item in site.items("content", "review")]
    assert site.command("content.approve", ids=contents[:2])["changed"] == 2
    assert site.command("content.approve", ids=contents[:3])["changed"] == 1
    assert site.command("content.reject", ids=contents[3:4], note="Too long")["changed"] == 1
    answer = site.command("content.return", ids=contents[4:5], note="Please mention the harbour.")
    assert answer["changed"] == 1
    assert site.command("content.approve", ids=contents[4:5])["code"] == "invalid_state"
    assert site.command("content.approve", ids=[str(uuid.uuid4())])["code"] == "not_found"
    [task] = site.items("task", "queued")
    assert task["attributes"]["note"] == "Please mention the harbour."

    def decisions():
        rows = instance.query(
            "select type, subject from history.events where organization_id = 'demo' and type like 'stagecoach.content.%%'"
        )
        return collections.Counter(row["type"].split(".")[2] for row in rows if row["subject"] in contents)

    wait_for(lambda: decisions() == {"approved": 3, "rejected": 1, "returned": 1}, what="the events")
    again = site.start()
    assert site.rests(again)["status"] == "completed"
    fresh = [item for item in site.items("content", "review") if item["id"] not in contents]
    assert [item["parent_id"] for item in fresh] == [task["id"]]
    assert len(site.items("content", "superseded")) == 1
    assert len(site.items("image", "superseded")) == 4


def test_sites_have_one_content_job_that_goes_with_them(instance):
    site = Site(instance, COFFEE[:3])
    job = instance.get(f"/jobs/{site.job}")
    assert (job["type"], job["status"], job["siteId"]) == ("content", "paused", site.id)
    second = {"name": "Second", "type": "content", "siteId": site.id, "tasks": {}, "status": "active"}
    refusal = instance.request("POST", "/jobs", body=second)
    assert refusal.status_code == 422 and refusal.json()["errors"][0]["pointer"].endswith("type")
    assert instance.request("DELETE", f"/jobs/{site.job}").status_code == 409
    wrong = instance.request("PATCH", f"/jobs/{site.job}", body={"tasks": {"generate_content": {"batchSize": 2}}})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"].endswith("/tasks/generate_content/batchSize")
    assert instance.request("PATCH", f"/sites/{site.id}", body={"name": "Renamed"}).status_code == 200
    assert instance.get(f"/jobs/{site.job}")["name"] == "Renamed"
    assert instance.request("DELETE", f"/sites/{site.id}").status_code == 204
    assert instance.request("GET", f"/jobs/{site.job}").status_code == 404
    assert site.command("run.start", siteId=site.id)["code"] == "not_found"
