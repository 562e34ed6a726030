"""The content pipeline over HTTP, in the JSON of its specification: from keywords to contents in review."""

import io
import re
import threading
import uuid
import zipfile

import pytest

from instance import wait_for

STAGES = range(1, 8)
FIELDS = {
    1: {"keywords_processed", "clusters_created"},
    2: {"clusters_processed", "ideas_created"},
    3: {"ideas_processed", "tasks_created"},
    4: {"tasks_processed", "tasks_total", "content_created", "total_words"},
    5: {"content_processed", "prompts_created"},
    6: {"images_processed", "images_generated", "content_moved_to_review"},
    7: {"ready_for_review", "content_ids"},
}
LINE = re.compile(r"^\d\d:\d\d:\d\d - .+")


@pytest.fixture(scope="module")
def credits(instance):
    instance.post("/credits/top_up", {"amount": 100_000})


def new_site(instance, keywords, **settings):
    """A site with keywords, whose articles are short."""
    site = instance.post("/sites", {"name": f"Site {uuid.uuid4().hex[:8]}"})
    assert site["jobId"], "a site has its content job"
    job = instance.get(f"/jobs/{site['jobId']}")
    tasks = job["tasks"]
    for name, values in {"generate_ideas": {"ideas": 1}, "generate_content": {"words": 500}, **settings}.items():
        tasks[name] = {**tasks.get(name, {}), **values}
    answer = instance.request("PATCH", f"/jobs/{site['jobId']}", body={"tasks": tasks})
    assert answer.status_code == 200, answer.text
    if keywords:
        instance.post(f"/sites/{site['id']}/keywords", {"keywords": keywords})
    return site["id"]


def words(count):
    topics = ["espresso", "cold brew", "moka pot", "latte art", "pour over", "coffee grinder"]
    needs = ["ratio", "for beginners", "at home", "temperature", "mistakes", "recipe", "cleaning", "cost", "guide", "beans"]
    more = ["", " fast", " without a machine", " for two"]
    return [f"{topic} {need}{tail}" for tail in more for need in needs for topic in topics][:count]


def run_now(instance, site, **options):
    return instance.post("/automation/run_now/", {"site_id": site}, **options)


def current(instance, site):
    return instance.get(f"/automation/current_run/?site_id={site}")


def ended(instance, site, seconds=240):
    def read():
        state = current(instance, site)
        return state["run"]["status"] in ("completed", "failed") and state

    return wait_for(read, seconds, f"the end of the run of site {site}")


@pytest.fixture(scope="module")
def whole(instance, credits):
    """A run of 120 keywords from its start to its end, with what was seen of it meanwhile."""
    site = new_site(instance, words(120))
    estimate = instance.get(f"/automation/estimate/?site_id={site}")
    started = run_now(instance, site)
    seen = []

    def read():
        state = current(instance, site)
        seen.append(state)
        return state["run"]["status"] != "running"

    wait_for(read, 300, "the end of the whole pipeline")
    return {"site": site, "estimate": estimate, "started": started, "seen": seen, "state": current(instance, site)}


def test_a_run_brings_keywords_to_review(instance, whole):
    started, run = whole["started"], whole["state"]["run"]
    assert re.fullmatch(r"run_\d{8}_\d{6}_manual_\w+", started["run_id"])
    assert started["message"] == "Automation started"
    assert (run["run_id"], run["id"], run["status"]) == (started["run_id"], started["id"], "completed"), run
    assert (run["trigger_type"], run["current_stage"], run["error_message"]) == ("manual", 7, None)
    assert run["started_at"] < run["completed_at"]
    for stage in STAGES:
        result = run[f"stage_{stage}_result"]
        assert FIELDS[stage] | {"batches_run", "credits_used"} <= set(result), (stage, result)
    assert run["stage_1_result"]["keywords_processed"] == 120
    assert run["stage_1_result"]["batches_run"] == 6
    assert run["stage_1_result"]["credits_used"] == 24
    made = run["stage_4_result"]["content_created"]
    assert made == run["stage_3_result"]["tasks_created"] == run["stage_7_result"]["ready_for_review"] > 0
    assert len(run["stage_7_result"]["content_ids"]) == made
    assert run["stage_5_result"]["credits_used"] == run["stage_5_result"]["prompts_created"] * 0.5
    used = sum(run[f"stage_{stage}_result"]["credits_used"] for stage in STAGES)
    assert run["total_credits_used"] == pytest.approx(used)
    assert run["credits_reserved"] == 0
    assert run["credits_estimated"] == whole["estimate"]["estimate"]


def test_what_a_run_shows_while_it_goes_on(instance, whole):
    seen = whole["seen"]
    percents = [state["progress"]["percent"] for state in seen]
    assert percents == sorted(percents), "progress goes forward"
    assert seen[0]["run"]["status"] == "running"
    going = [state for state in seen if state["run"]["status"] == "running"]
    assert any(state["run"]["stage_1_result"] is None or state["run"]["stage_7_result"] is None for state in going)
    for state in seen:
        assert set(state["queues"]) == {f"stage_{stage}" for stage in STAGES}
        assert all(queue["pending"] <= queue["total"] for queue in state["queues"].values())
        assert len(state["activity_log"]) <= 50
        assert all(LINE.match(line) for line in state["activity_log"])
        for stage in state["progress"]["stages"]:
            assert stage["processed"] + stage["failed"] + stage["remaining"] == stage["total"] or stage["is_estimate"]
    running = [s for state in going for s in state["progress"]["stages"] if s["status"] == "running" and s["batch"]]
    assert running and all(stage["batch"]["number"] <= stage["batch"]["of"] for stage in running)
    assert any(stage["current_item"] and stage["current_item"]["title"] for stage in running)
    final = whole["state"]["progress"]
    assert (final["percent"], final["eta_seconds"], final["estimated_completion"]) == (100, None, None)
    assert {stage["status"] for stage in final["stages"]} == {"completed"}
    assert whole["state"]["queues"]["stage_7"]["pending"] == whole["state"]["run"]["stage_7_result"]["ready_for_review"]


def test_the_estimate_is_that_of_the_specification(instance, credits):
    site = new_site(instance, words(47), generate_content={"words": 2500}, generate_ideas={"ideas": 7})
    estimate = instance.get(f"/automation/estimate?site_id={site}")
    assert (estimate["estimate"], estimate["required"]) == (866, 1039.2)
    assert [estimate["by_stage"][f"stage_{stage}"] for stage in range(1, 7)] == [10, 16, 0, 280, 112, 448]
    assert estimate["available"] <= estimate["balance"]


def test_logs(instance, whole):
    run, site = whole["state"]["run"], whole["site"]
    logs = instance.get(f"/automation/logs/{run['run_id']}/")
    assert set(logs) == {"run_id", "automation_run"} | {f"stage_{stage}" for stage in STAGES}
    assert logs == instance.get(f"/automation/logs/{run['id']}"), "by its id as by its key"
    rule = "=" * 40
    head = logs["automation_run"].splitlines()
    assert head[0] == rule and head[1] == f"AUTOMATION RUN: {run['run_id']}"
    assert head[3:7] == ["Timezone: UTC", "Trigger: manual", f"Account: {instance.org}", f"Site: {site}"]
    text = logs["automation_run"]
    assert "Automation started (trigger: manual)" in text
    assert "Stage 1 starting: Keywords → Clusters" in text
    assert "Stage 1: Found 120 pending keywords" in text
    assert "Stage 1: Processing batch 2/6 (20 keywords)" in text
    assert "AUTOMATION COMPLETED" in text
    first = logs["stage_1"]
    assert "STAGE 1: Keywords → Clusters (AI)" in first and "STAGE 1 COMPLETE" in first
    for line in ("--- Batch 6/6 ---", "Keyword IDs: [", "Phase: INIT", "Phase: DONE", "Credits used: 4", "Model: offline/"):
        assert line in first, line
    assert re.search(r"Processed: 120 keywords\nClusters Created: \d+\n", first)
    assert all(id in logs["stage_7"] for id in run["stage_7_result"]["content_ids"])
    whole_text = instance.request("GET", f"/automation/logs/{run['run_id']}/?format=text")
    assert whole_text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert whole_text.text == "\n".join([text] + [logs[f"stage_{stage}"] for stage in STAGES])
    archive = instance.request("GET", f"/automation/logs/{run['run_id']}/?format=zip")
    assert archive.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(archive.content)) as files:
        assert files.testzip() is None
        folder = f"logs/automation/{instance.org}/{site}/{run['run_id']}"
        names = ["automation_run"] + [f"stage_{stage}" for stage in STAGES]
        assert files.namelist() == [f"{folder}/{name}.log" for name in names]
        assert all(files.read(f"{folder}/{name}.log").decode() == logs[name] for name in names)
    activity = instance.get(f"/automation/activity_log/{run['run_id']}/")
    assert activity["activity_log"] == whole["state"]["activity_log"] and len(activity["activity_log"]) == 50


def test_history(instance, whole):
    page = instance.get(f"/automation/history/?site_id={whole['site']}&page=1")
    assert (page["count"], page["next"], page["previous"]) == (1, None, None)
    run = page["results"][0]
    assert run["run_id"] == whole["started"]["run_id"]
    assert run["stage_1_result"] == whole["state"]["run"]["stage_1_result"]
    assert instance.get(f"/automation/history?site_id={whole['site']}&page=2")["results"] == []


def test_contents_in_review(instance, whole):
    contents = instance.list(f"/contents?siteId={whole['site']}&status=review&limit=7")
    ids = whole["state"]["run"]["stage_7_result"]["content_ids"]
    assert {content["id"] for content in contents} == set(ids)
    content = contents[0]
    assert content["title"] and content["wordCount"] > 100
    assert all(content[origin]["title"] for origin in ("task", "idea", "cluster"))
    assert content["task_id"] == content["task"]["id"]
    images = content["images"]
    assert images[0]["image_type"] == "featured" and len(images) >= 1
    assert all(image["image_url"] and image["alt_text"] and image["status"] == "generated" for image in images)
    shown = instance.get(f"/contents/{content['id']}")
    assert all(f'src="{image["image_url"]}"' in shown["html"] for image in images)
    for image in images:
        if image["heading"]:
            after = shown["html"].index(image["image_url"])
            assert shown["html"].rindex("</h2>", 0, after) > 0
    assert shown["decisions"] == [] and shown["note"] is None
    assert shown["provider"] == "offline" and shown["promptVersion"] and shown["tokens"] > 0 and shown["generatedAt"]
    page = instance.request("GET", shown["preview"].removeprefix("/api/v1"))
    assert "sandbox" in page.headers["Content-Security-Policy"] and page.text.count("data:image/") == len(images)
    assert page.text.endswith("</article></body></html>\n")
    path = images[0]["image_url"].removeprefix("/api/v1")
    image = instance.request("GET", path)
    assert image.status_code == 200 and image.headers["Content-Type"].startswith("image/")
    assert image.headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in image.headers["Content-Security-Policy"]
    assert "immutable" in image.headers["Cache-Control"] and "private" in image.headers["Cache-Control"]
    again = instance.request("GET", path, headers={"If-None-Match": image.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = instance.request("HEAD", path)
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, str(len(image.content)), b"")


def test_decisions(instance, whole):
    contents = instance.list(f"/contents?siteId={whole['site']}&status=review&limit=100")
    approved, rejected, returned = [content["id"] for content in contents[:3]]
    key = {"Idempotency-Key": uuid.uuid4().hex}
    for _ in range(2):
        assert instance.post("/contents/approve", {"ids": [approved], "note": "Good"}, headers=key) == {"changed": 1}
    assert instance.post("/contents/reject", {"ids": [rejected]}) == {"changed": 1}
    assert instance.post("/contents/return", {"ids": [returned], "note": "Shorter, please"}) == {"changed": 1}

    def decided(id):
        return wait_for(lambda: instance.get(f"/contents/{id}")["decisions"] and instance.get(f"/contents/{id}"), 10)

    content = decided(approved)
    assert content["status"] == "approved"
    assert [(row["decision"], row["note"]) for row in content["decisions"]] == [("approved", "Good")]
    assert decided(rejected)["status"] == "rejected"
    assert decided(returned)["note"] == "Shorter, please"
    assert decided(returned)["status"] == "superseded"
    assert instance.request("POST", "/contents/approve", body={"ids": []}).status_code == 422
    assert instance.request("POST", "/contents/approve", body={"ids": ["x"]}).json()["errors"][0]["pointer"] == "/ids/0"
    waiting = current(instance, whole["site"])["queues"]
    assert waiting["stage_4"]["pending"] == 1, "its task is queued again"


def test_items_and_their_links(instance, whole):
    site = whole["site"]
    for kind, link in (
        ("keyword", "cluster_id"), ("idea", "keyword_cluster_id"), ("task", "idea_id"), ("content", "task_id"),
        ("image", "content_id"),
    ):
        item = instance.get(f"/items?siteId={site}&kind={kind}&limit=1")["items"][0]
        assert item[link] == item["parent"] is not None, kind
        family = instance.list(f"/items?parent={item['parent']}&kind={kind}&limit=100")
        assert item["id"] in {sibling["id"] for sibling in family}
        assert {sibling["parent"] for sibling in family} == {item["parent"]}
    kinds = instance.list(f"/items?siteId={site}&kind=idea,task&status=completed&status=queued&limit=100")
    assert {item["kind"] for item in kinds} == {"idea", "task"}
    run = instance.get(f"/runs/{whole['started']['id']}")
    assert [stage["credits"] is not None for stage in run["stages"]].count(True) >= 5
    assert run["progress"]["percent"] == 100 and run["siteId"] == site


def test_another_organization_sees_nothing(instance, whole):
    site, run = whole["site"], whole["started"]
    content = whole["state"]["run"]["stage_7_result"]["content_ids"][-1]
    image = instance.get(f"/contents/{content}")["images"][0]["image_url"].removeprefix("/api/v1")
    key = {"key": instance.other_api_key}
    for path in (
        f"/automation/current_run/?site_id={site}", f"/automation/config/?site_id={site}",
        f"/automation/history/?site_id={site}", f"/automation/estimate/?site_id={site}",
        f"/automation/logs/{run['run_id']}/", f"/automation/logs/{run['id']}/?format=zip",
        f"/automation/activity_log/{run['run_id']}/", f"/contents/{content}", f"/contents/{content}/preview", image,
        f"/runs/{run['id']}", f"/sites/{site}",
    ):
        assert instance.request("GET", path, **key).status_code == 404, path
    for path, body in (
        ("/automation/run_now/", {"site_id": site}), ("/automation/pause/", {"run_id": run["run_id"]}),
        ("/automation/resume/", {"run_id": run["id"]}), ("/automation/retry/", {"run_id": run["id"]}),
    ):
        assert instance.request("POST", path, body=body, **key).status_code == 404, path
    assert instance.request("PUT", "/automation/config/", body={"site_id": site}, **key).status_code == 404
    assert instance.get(f"/contents?siteId={site}", **key)["items"] == []
    assert instance.get(f"/items?siteId={site}", **key)["items"] == []


# Configuration


def test_the_configuration_of_a_site(instance):
    site = new_site(instance, [])
    config = instance.get(f"/automation/config/?site_id={site}")
    assert config.pop("timezone")
    assert config == {
        "site_id": site, "is_enabled": False, "frequency": "daily", "scheduled_time": "02:00", "day": None,
        "stage_1_batch_size": 20, "stage_2_batch_size": 1, "stage_3_batch_size": 20, "stage_4_batch_size": 1,
        "stage_5_batch_size": 1, "stage_6_batch_size": 1, "last_run_at": None, "next_run_at": None,
    }

    def put(body, expected=200, **options):
        answer = instance.request("PUT", "/automation/config/", body={"site_id": site, **body}, **options)
        assert answer.status_code == expected, answer.text
        return answer.json()

    changed = put({"is_enabled": True, "frequency": "weekly", "scheduled_time": "06:30", "stage_1_batch_size": 10})
    assert (changed["is_enabled"], changed["frequency"], changed["day"]) == (True, "weekly", "monday")
    assert changed["next_run_at"] and changed["stage_1_batch_size"] == 10 and changed["stage_3_batch_size"] == 20
    assert instance.get(f"/automation/config?site_id={site}") == changed
    assert put(changed) == changed, "what was shown may be sent back"
    paused = put({"is_enabled": False})
    assert paused["next_run_at"] is None and paused["scheduled_time"] == "06:30"
    assert put({"timezone": "Asia/Tokyo"})["timezone"] == "Asia/Tokyo"
    monthly = put({"frequency": "monthly", "day": "last", "is_enabled": True})
    assert (monthly["day"], monthly["timezone"]) == ("last", "Asia/Tokyo") and monthly["next_run_at"]
    assert put({"day": 31})["day"] == 31
    refused = put({"timezone": "Mars/Olympus"}, 422)
    assert [error["pointer"] for error in refused["errors"]] == ["/timezone"]
    refused = put({"stage_1_batch_size": 21, "scheduled_time": "25:00"}, 422)
    assert {error["pointer"] for error in refused["errors"]} == {"/stage_1_batch_size", "/scheduled_time"}
    tag = instance.request("GET", f"/automation/config/?site_id={site}").headers["ETag"]
    put({"scheduled_time": "07:00"}, headers={"If-Match": tag})
    put({"scheduled_time": "08:00"}, 412, headers={"If-Match": tag})
    assert instance.request("PUT", "/automation/config/", body={"is_enabled": True}).status_code == 422
    answer = instance.request("PUT", f"/automation/config/?site_id={site}", body={"is_enabled": True})
    assert answer.json()["is_enabled"]


# Refusals and the ways out of a run


def test_no_run_without_credits(instance):
    """The other organization has none."""
    key = {"key": instance.other_api_key}
    site = instance.post("/sites", {"name": f"Poor {uuid.uuid4().hex[:8]}"}, **key)["id"]
    instance.post(f"/sites/{site}/keywords", {"keywords": words(12)}, **key)
    empty = instance.get(f"/automation/current_run/?site_id={site}", **key)
    assert (empty["run"], empty["activity_log"], empty["progress"]) == (None, [], None)
    assert empty["queues"]["stage_1"] == {"total": 12, "pending": 12}
    answer = instance.request("POST", "/automation/run_now/", body={"site_id": site}, **key)
    assert (answer.status_code, answer.json()["code"]) == (402, "insufficient_credits")
    assert re.match(r"Need ~[\d,.]+ credits", answer.json()["detail"])


def test_pause_and_resume(instance, credits):
    site = new_site(instance, words(40))
    key = {"Idempotency-Key": uuid.uuid4().hex}
    run = run_now(instance, site, headers=key)
    assert run_now(instance, site, headers=key) == run, "the same key starts no second run"
    second = instance.request("POST", "/automation/run_now", body={"site_id": site})
    assert (second.status_code, second.json()["code"]) == (409, "already_running")
    assert (second.json()["runId"], second.json()["runKey"]) == (run["id"], run["run_id"])
    assert second.json()["detail"].startswith("Automation already in progress. Started at ")
    paused = instance.post("/automation/pause/", {"run_id": run["run_id"]})
    assert paused["run_id"] == run["run_id"]
    state = wait_for(lambda: (s := current(instance, site))["run"]["is_paused"] and s, 30, "the pause")
    assert (state["run"]["status"], state["progress"]["eta_seconds"]) == ("paused", None)
    elapsed = state["progress"]["elapsed_seconds"]
    threading.Event().wait(2)
    assert current(instance, site)["progress"]["elapsed_seconds"] <= elapsed + 1
    instance.post("/automation/resume/", {"run_id": run["id"]})
    assert ended(instance, site)["run"]["status"] == "completed"
    answer = instance.request("POST", "/automation/pause/", body={"run_id": run["run_id"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "invalid_state")


def test_a_cancelled_run_is_shown_as_failed(instance, credits):
    site = new_site(instance, words(40))
    run = run_now(instance, site)
    instance.post(f"/runs/{run['id']}/cancel")
    state = ended(instance, site)["run"]
    assert (state["status"], state["error_message"], state["is_cancelled"]) == ("failed", "cancelled", True)


def failing(instance, provider, topic):
    """A run that fails at its first image: the provider has something against the topic."""
    site = new_site(instance, [f"{topic} feeding", f"{topic} food at home", f"{topic} habitat"])
    provider.fault("policy", path="images", match=topic, times=1)
    run = run_now(instance, site)
    state = ended(instance, site)["run"]
    assert (state["status"], state["error_stage"], state["current_stage"]) == ("failed", 6, 6), state
    assert state["error_message"] and state["stage_7_result"] is None
    return site, run


def test_a_failed_run_is_resumed_where_it_failed(instance, credits, provider):
    site, run = failing(instance, provider, "quokka")
    log = instance.get(f"/automation/logs/{run['run_id']}/")
    assert "AUTOMATION FAILED" in log["automation_run"] and "STAGE 6 FAILED" in log["stage_6"]
    assert "(permanent)" in log["stage_6"] and "content_policy_violation" in log["stage_6"], "the whole error"
    assert current(instance, site)["progress"]["stages"][5]["status"] == "failed"
    answer = instance.post("/automation/resume/", {"run_id": run["run_id"]})
    assert (answer["run_id"], answer["status"]) == (run["run_id"], "running")
    state = ended(instance, site)["run"]
    assert (state["status"], state["attempt"], state["error_message"]) == ("completed", 2, None)
    log = instance.get(f"/automation/logs/{run['run_id']}/")
    for stage in range(1, 6):
        assert f"Stage {stage} already completed - skipping" in log["automation_run"]
        assert log[f"stage_{stage}"].rstrip().endswith(f"Stage {stage} already completed - skipping")
    assert "AUTOMATION COMPLETED" in log["automation_run"] and "STAGE 6 COMPLETE" in log["stage_6"]


def test_what_failed_is_left_out(instance, credits, provider):
    site, run = failing(instance, provider, "wombat")
    failed = instance.get(f"/items?siteId={site}&kind=image&status=failed")["items"]
    assert len(failed) == 1 and failed[0]["error"]
    instance.post("/automation/retry/", {"run_id": run["id"], "skip_failed": True})
    state = ended(instance, site)["run"]
    assert (state["status"], state["is_partial"]) == ("completed", True)
    assert state["stage_6_result"]["skipped_ids"] == [failed[0]["id"]]
    assert failed[0]["id"] in instance.get(f"/automation/logs/{run['id']}/")["stage_6"]
    stage = instance.get(f"/runs/{run['id']}")["stages"][5]
    assert (stage["number"], stage["leftOut"]) == (6, [failed[0]["id"]])


@pytest.mark.parametrize(
    "method, path, body, status, pointer",
    [
        ("POST", "/automation/run_now/", {}, 422, "/site_id"),
        ("POST", "/automation/run_now/", {"site_id": 12}, 422, "/site_id"),
        ("POST", "/automation/run_now/", {"site_id": "12"}, 404, None),
        ("POST", "/automation/pause/", {"run_id": "run_20251203_140523_manual"}, 404, None),
        ("POST", "/automation/pause/", {}, 422, "/run_id"),
        ("POST", "/automation/retry/", {"run_id": "x", "failed_only": "yes"}, 422, "/failed_only"),
        ("POST", "/automation/retry/", {"run_id": "x", "failed_only": True, "skip_failed": True}, 422, "/skip_failed"),
        ("GET", "/automation/current_run/", None, 400, None),
        ("GET", "/automation/current_run/?site_id=12", None, 404, None),
        ("GET", "/automation/logs/none/", None, 404, None),
    ],
)
def test_what_is_refused(instance, method, path, body, status, pointer):
    answer = instance.request(method, path, body=body)
    assert answer.status_code == status, answer.text
    assert pointer is None or answer.json()["errors"][0]["pointer"] == pointer

