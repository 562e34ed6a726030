"""What schedules promise when things do not go as planned: missed times, overlaps, what is left out and made up for.

No type of job that exists takes hours by itself, so the scheduler's copy of a schedule is given a cron expression here; what
it starts are newsletter jobs that are there.
"""

import collections
import datetime
import json
import os
import signal
import uuid

import pytest

from instance import wait_for

UTC = datetime.timezone.utc
MINUTE = datetime.timedelta(minutes=1)


def parse(text):
    return datetime.datetime.fromisoformat(text)


def form(planned, **members):
    """A schedule that fires each hour, at the minute of `planned`."""
    return {"frequency": "cron", "cron": f"{planned.minute} * * * *", "timezone": "UTC", **members}


def letter(instance, topic=None, **changes):
    """A newsletter job that is not sent, and not planned before next week."""
    day = (datetime.datetime.now(UTC) + datetime.timedelta(days=3)).strftime("%A").lower()
    if topic:
        changes |= {"tasks__generate__prompt": topic, "tasks__generate__model": "openai/writer"}
    changes.setdefault("tasks__publish__enabled", False)
    changes.setdefault("schedule", {"frequency": "weekly", "time": "09:00", "day": day, "timezone": "UTC"})
    job = instance.newsletter(**changes)
    known = "select job_id from scheduler.schedules where job_id = %s"
    wait_for(lambda: instance.query(known, job["id"]), what="the scheduler to know the job")
    return job["id"]


def plan(instance, changes):
    """Gives schedules forms and next times, all in one statement: {job: (form, next)}."""
    instance.execute(
        """
        update scheduler.schedules s set type = 'report', form = u.form::jsonb, next_at = u.next, next_delay = 0
        from unnest(%s::uuid[], %s::text[], %s::timestamptz[]) u (job, form, next) where s.job_id = u.job
        """,
        list(changes),
        [json.dumps(form) for form, _ in changes.values()],
        [time for _, time in changes.values()],
    )


def occurrences(instance, job, query=""):
    """By planned time, the earliest first."""
    return instance.list(f"/jobs/{job}/occurrences?limit=100{query}")[::-1]


def outcomes(instance, job):
    return [row["outcome"] for row in occurrences(instance, job)]


def ended(instance, jobs, count):
    """Waits until so many planned times of the jobs have come to their end."""
    statement = """
        select count(*) from scheduler.occurrences
        where job_id = any (%s::uuid[]) and state not in ('dispatched', 'waiting')
    """
    wait_for(lambda: instance.query(statement, jobs)[0]["count"] >= count, 120, "the end of all planned times")


def last_minute():
    """A full minute that is just over, and the hours before it at that minute."""
    return datetime.datetime.now(UTC).replace(second=0, microsecond=0)


def test_six_hours_without_a_scheduler(instance):
    """200 jobs, each with six planned times that nobody was there for."""
    last = last_minute() - 20 * MINUTE
    first = last - datetime.timedelta(hours=5)
    window = {"windowMinutes": 150}
    policies = {
        "default": {},
        "latest": {"catchUp": {"policy": "latest", **window}},
        "all": {"catchUp": {"policy": "all", **window}},
        "none": {"catchUp": {"policy": "none"}},
    }
    # Whatever their windows say, what is planned is one time in each of the six hours.
    jobs = {name: [letter(instance) for _ in range(50)] for name in policies}
    everyone = [job for group in jobs.values() for job in group]
    victims = instance.pids("scheduler")
    for pid in victims:
        os.kill(pid, signal.SIGSTOP)
    plan(instance, {job: (form(last, **policies[name]), first) for name, group in jobs.items() for job in group})
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: len(instance.pids("scheduler")) == 3 and not set(victims) & set(instance.pids("scheduler")))
    ended(instance, everyone, 200 * 6)
    expected = {
        "default": ["coalesced"] * 5 + ["started"],
        "latest": ["missed"] * 3 + ["coalesced"] * 2 + ["started"],
        "all": ["missed"] * 3 + ["started"] * 3,
        "none": ["missed"] * 6,
    }
    planned = [first + datetime.timedelta(hours=hour) for hour in range(6)]
    for name, group in jobs.items():
        for job in group:
            rows = occurrences(instance, job)
            assert [parse(row["plannedAt"]) for row in rows] == planned, name
            found = [row["outcome"] for row in rows]
            assert found == expected[name], name
            for row in rows:
                assert row["endedAt"] and (row["outcome"] == "started") == (row["runId"] is not None)
                codes = {"missed": ["not_in_window", "not_caught_up"], "coalesced": ["coalesced"]}
                assert row["outcome"] not in codes or row["code"] in codes[row["outcome"]]
            wait_for(lambda: len(instance.list(f"/runs?jobId={job}")) >= found.count("started"), what="the runs")
            runs = instance.list(f"/runs?jobId={job}")
            assert {run["id"] for run in runs} == {row["runId"] for row in rows} - {None}
    [row] = instance.query(
        "select count(*), count(distinct (job_id, planned_at)) as n from scheduler.occurrences where job_id = any (%s::uuid[])",
        everyone,
    )
    assert row["count"] == row["n"] == 200 * 6
    [row] = instance.query("select min(next_at) from scheduler.schedules where job_id = any (%s::uuid[])", everyone)
    assert row["min"] == last + datetime.timedelta(hours=1)


def busy(instance, provider, seconds, **changes):
    """A job whose run takes some seconds and is under way, with the run."""
    topic = f"Rope of sort {uuid.uuid4().hex}"
    job = letter(instance, topic, **changes)
    provider.fault("slow", match=topic, seconds=seconds)
    run = instance.post(f"/jobs/{job}/run")["runId"]
    wait_for(lambda: instance.get(f"/runs/{run}")["status"] == "running", what="the run")
    return job, run


def test_an_overlap_is_skipped(instance, provider):
    job, run = busy(instance, provider, 6)
    plan(instance, {job: (form(last_minute()), last_minute())})
    ended(instance, [job], 1)
    [row] = occurrences(instance, job)
    assert (row["outcome"], row["code"]) == ("skipped", "already_running")
    assert instance.ended(run)["generated"]
    assert len(instance.list(f"/runs?jobId={job}")) == 1
    events = instance.list(f"/jobs/{job}/occurrences?outcome=skipped")
    assert len(events) == 1 and not instance.list(f"/jobs/{job}/occurrences?outcome=started")


def test_one_start_waits_for_its_turn(instance, provider):
    job, run = busy(instance, provider, 12)
    planned = last_minute()
    hourly = form(planned, overlap="queue_one")
    waits = "select command from orchestrator.waiting_starts where scope_id = %s"
    plan(instance, {job: (hourly, planned)})
    wait_for(lambda: instance.query(waits, job), what="the start that waits")
    assert outcomes(instance, job) == ["dispatched"]
    # Only one: another planned time is refused.
    earlier = planned - 60 * MINUTE
    plan(instance, {job: ({**hourly, "catchUp": {"policy": "all", "windowMinutes": 90}}, earlier)})
    ended(instance, [job], 1)
    assert outcomes(instance, job) == ["skipped", "dispatched"]
    first = instance.ended(run)
    ended(instance, [job], 2)
    assert outcomes(instance, job) == ["skipped", "started"]
    [second] = [other for other in instance.list(f"/runs?jobId={job}") if other["id"] != run]
    assert second["trigger"] == "scheduled" and parse(second["plannedAt"]) == planned
    assert parse(second["createdAt"]) - parse(first["completedAt"]) < datetime.timedelta(seconds=1)
    assert not instance.query(waits, job)


def test_a_paused_run_counts_as_active_and_can_be_cancelled_by_a_later_one(instance, provider):
    # With a stage still to come, which it does not begin.
    job, run = busy(instance, provider, 4, tasks__publish__enabled=True)
    instance.post(f"/runs/{run}/pause")
    wait_for(lambda: instance.get(f"/runs/{run}")["status"] == "paused", what="the pause")
    planned = last_minute()
    plan(instance, {job: (form(planned), planned)})
    ended(instance, [job], 1)
    assert outcomes(instance, job) == ["skipped"]
    late = {"policy": "all", "windowMinutes": 90}
    plan(instance, {job: (form(planned, overlap="cancel_other", catchUp=late), planned - 60 * MINUTE)})
    wait_for(lambda: "started" in outcomes(instance, job), what="the start")
    assert instance.ended(run)["status"] == "cancelled"


def test_what_is_cancelled_makes_room_for_who_asked_and_not_for_who_waits(instance, provider):
    job, run = busy(instance, provider, 20, tasks__publish__enabled=True)
    planned = last_minute()
    waits = "select command from orchestrator.waiting_starts where scope_id = %s"
    plan(instance, {job: (form(planned, overlap="queue_one"), planned)})
    wait_for(lambda: instance.query(waits, job), what="the start that waits")
    late = {"policy": "all", "windowMinutes": 90}
    plan(instance, {job: (form(planned, overlap="cancel_other", catchUp=late), planned - 60 * MINUTE)})
    wait_for(lambda: instance.get(f"/runs/{run}")["status"] == "cancelled", what="the end of the run in the way")
    ended(instance, [job], 2)
    assert outcomes(instance, job) == ["started", "started"]
    others = [other for other in instance.list(f"/runs?jobId={job}") if other["id"] != run]
    # The one that asked for the place has taken it; the one that waited comes after it.
    others.sort(key=lambda other: parse(other["startedAt"]))
    assert [parse(other["plannedAt"]) for other in others] == [planned - 60 * MINUTE, planned]


def test_an_edit_does_not_lose_what_is_put_off_for_the_spread(instance):
    job = letter(instance)
    planned = last_minute()
    daily = {"frequency": "daily", "time": planned.strftime("%H:%M"), "timezone": "UTC", "spreadMinutes": 600}
    instance.execute(
        """
        update scheduler.schedules set type = 'report', form = %s::jsonb, next_at = %s, next_delay = %s where job_id = %s
        """,
        json.dumps(daily), planned + 90 * MINUTE, 90 * 60, job,
    )
    instance.request("PATCH", f"/jobs/{job}", body={"name": "Another name"})
    ended(instance, [job], 1)
    [row] = occurrences(instance, job)
    assert (parse(row["plannedAt"]), row["outcome"]) == (planned, "started")


def test_an_edit_and_a_pause_do_not_replay_the_past(instance):
    job = letter(instance)
    instance.post(f"/jobs/{job}/pause")
    instance.post(f"/jobs/{job}/resume")
    time = (datetime.datetime.now(UTC) - 5 * MINUTE).strftime("%H:%M")
    daily = {"frequency": "daily", "time": time, "timezone": "UTC"}
    instance.request("PATCH", f"/jobs/{job}", body={"schedule": {"day": None, **daily}})
    known = "select next_at > clock_timestamp() as ok from scheduler.schedules where job_id = %s and form ->> 'time' = %s"
    wait_for(lambda: instance.query(known, job, time), what="the edit")
    assert instance.query(known, job, time)[0]["ok"]
    assert not occurrences(instance, job) and not instance.list(f"/runs?jobId={job}")


def test_what_had_come_before_an_edit_is_not_lost(instance):
    job = letter(instance)
    victims = instance.pids("scheduler")
    for pid in victims:
        os.kill(pid, signal.SIGSTOP)
    try:
        planned = last_minute()
        plan(instance, {job: (form(planned), planned)})
        instance.post(f"/jobs/{job}/pause")
    finally:
        for pid in victims:
            os.kill(pid, signal.SIGCONT)
    ended(instance, [job], 1)
    [row] = occurrences(instance, job)
    assert parse(row["plannedAt"]) == planned and (row["outcome"], row["code"]) == ("skipped", "paused")


def test_one_planned_time_is_left_out(instance):
    job = letter(instance)
    planned = instance.get(f"/jobs/{job}")["nextRunAt"]
    answer = instance.post(f"/jobs/{job}/occurrences/skip", {"plannedAt": planned})
    assert (answer["plannedAt"], answer["outcome"]) == (planned, "skipped")
    [row] = occurrences(instance, job)
    assert (row["plannedAt"], row["outcome"], row["code"]) == (planned, "skipped", "left_out")
    assert parse(instance.get(f"/jobs/{job}")["nextRunAt"]) - parse(planned) == datetime.timedelta(days=7)
    # Once more is no mistake; what is not planned is one, and what is over, and somebody else's job.
    instance.post(f"/jobs/{job}/occurrences/skip", {"plannedAt": planned})
    later = (parse(planned) + MINUTE).isoformat()
    refused = instance.request("POST", f"/jobs/{job}/occurrences/skip", body={"plannedAt": later})
    assert refused.status_code == 422 and refused.json()["errors"][0]["pointer"] == "/plannedAt"
    past = (parse(planned) - datetime.timedelta(days=7)).isoformat()
    assert instance.request("POST", f"/jobs/{job}/occurrences/skip", body={"plannedAt": past}).status_code == 409
    unknown = instance.request("POST", f"/jobs/{uuid.uuid4()}/occurrences/skip", body={"plannedAt": planned})
    assert unknown.status_code == 404
    # When its time comes, nothing happens.
    instance.execute("update scheduler.schedules set next_at = next_at - interval '7 days' where job_id = %s", job)
    wait_for(lambda: len(occurrences(instance, job)) == 2, what="the time of the week before")
    instance.execute(
        "update scheduler.schedules set next_at = %s where job_id = %s", parse(planned), job
    )
    assert [row["outcome"] for row in occurrences(instance, job, f"&from={planned[:19]}Z")] == ["skipped"]


def test_a_range_is_made_up_for(instance):
    now = datetime.datetime.now(UTC)
    time = (now + datetime.timedelta(hours=1)).strftime("%H:%M")
    job = letter(instance, schedule={"frequency": "daily", "time": time, "day": None, "timezone": "UTC"})
    since = (now - datetime.timedelta(days=4)).isoformat()
    body = {"from": since, "to": now.isoformat()}
    counted = instance.post(f"/jobs/{job}/backfill", {**body, "dryRun": True})
    assert (counted["count"], counted["covered"], counted["dryRun"]) == (4, 0, True)
    assert not occurrences(instance, job)
    begun = instance.post(f"/jobs/{job}/backfill", body)
    assert begun["count"] == 4
    ended(instance, [job], 4)
    rows = occurrences(instance, job)
    assert [row["outcome"] for row in rows] == ["started"] * 4
    assert {row["backfillId"] for row in rows} == {begun["id"]}
    # The history tells of runs a moment later.
    wait_for(lambda: len(instance.list(f"/runs?jobId={job}")) == 4, what="the runs")
    runs = instance.list(f"/runs?jobId={job}")
    assert {run["trigger"] for run in runs} == {"backfill"}
    assert sorted(run["plannedAt"] for run in runs) == [row["plannedAt"] for row in rows]
    for run in runs:
        assert instance.ended(run["id"])["generated"]
    again = instance.post(f"/jobs/{job}/backfill", {**body, "dryRun": True})
    assert (again["count"], again["covered"]) == (0, 4)
    future = {"from": since, "to": (now + datetime.timedelta(hours=1)).isoformat()}
    for wrong, pointer in [(future, "/to"), ({"from": body["to"], "to": since}, "/to"), ({"to": since}, "/from")]:
        refused = instance.request("POST", f"/jobs/{job}/backfill", body=wrong)
        assert refused.status_code == 422 and refused.json()["errors"][0]["pointer"] == pointer


def test_a_job_that_keeps_failing_is_paused(instance, provider):
    topic = f"Glass of sort {uuid.uuid4().hex}"
    job = letter(instance, topic, pauseAfterFailures=2)
    for faults in [1, 0, 1, 1]:
        if faults:
            provider.fault("policy", match=topic)
        run = instance.ended(instance.post(f"/jobs/{job}/run")["runId"])
        assert (run["status"] == "failed") == bool(faults)
    wait_for(lambda: instance.get(f"/jobs/{job}")["status"] == "paused", what="the pause")
    refused = instance.request("POST", f"/jobs/{job}/run")
    assert refused.status_code == 409
    instance.post(f"/jobs/{job}/resume")
    provider.fault("policy", match=topic)
    assert instance.ended(instance.post(f"/jobs/{job}/run")["runId"])["status"] == "failed"
    assert instance.get(f"/jobs/{job}")["status"] == "active"
    wrong = instance.request("PATCH", f"/jobs/{job}", body={"pauseAfterFailures": 0})
    assert wrong.status_code == 422 and wrong.json()["errors"][0]["pointer"] == "/pauseAfterFailures"


def test_the_preview_counts_far_and_names_what_is_wrong(instance):
    def preview(schedule, **members):
        return instance.request("POST", "/schedules/preview", body={"schedule": schedule, **members})

    cron = {"frequency": "cron", "cron": "30 2 * * *", "timezone": "America/New_York"}
    answer = preview(cron, **{"from": "2026-03-08T00:00:00Z", "count": 10_000}).json()
    assert answer["text"] == "Every day at 02:30" and len(answer["fires"]) == 10_000
    assert answer["fires"][0]["at"].startswith("2026-03-08T07:00:00") and answer["fires"][0]["local"] == "2026-03-08T02:30"
    assert "does not exist" in answer["fires"][0]["reason"] and answer["fires"][1]["reason"] is None
    first = preview(cron, **{"from": "2026-03-08T07:00:00Z", "count": 1}).json()["fires"]
    assert first == answer["fires"][:1]
    refused = preview({**cron, "cron": "0 24 * * *", "overlap": "both", "spreadMinutes": -1, "time": "09:00"})
    assert refused.status_code == 422
    errors = {error["pointer"]: error for error in refused.json()["errors"]}
    assert set(errors) == {"/schedule/cron", "/schedule/overlap", "/schedule/spreadMinutes", "/schedule/time"}
    assert errors["/schedule/cron"]["position"] == 2 and "0 to 23" in errors["/schedule/cron"]["message"]
    never = preview({**cron, "cron": "0 0 30 2 *"}).json()["errors"]
    assert [(error["pointer"], error["position"]) for error in never] == [("/schedule/cron", 4)]
    for members in [{"count": 10_001}, {"count": 0}, {"count": "5"}, {"from": "tomorrow"}]:
        assert preview(cron, **members).status_code == 422
    for kind in ["newsletter", "content"]:
        assert preview(cron, type=kind).status_code == 422
    policies = collections.OrderedDict(overlap="queue_one", catchUp={"policy": "none"}, spreadMinutes=5)
    assert preview({**cron, **policies}, type="report").status_code == 200


@pytest.mark.parametrize("members", [{"overlap": "queue_one"}, {"catchUp": {"policy": "all", "windowMinutes": 5}}])
def test_policies_are_kept_with_the_job(instance, members):
    daily = {"frequency": "daily", "time": "09:00", "timezone": "UTC", **members}
    job = instance.newsletter(schedule=daily)
    assert {name: job["schedule"][name] for name in members} == members
