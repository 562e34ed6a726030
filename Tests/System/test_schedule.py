"""A bell that rings once, with three schedulers listening for it."""

import datetime
import zoneinfo

from contentsite import Site
from instance import wait_for


def parse(text):
    return datetime.datetime.fromisoformat(text)


def test_a_planned_time_fires_once_and_in_time(instance):
    assert len(instance.pids("scheduler")) == 3
    zone = zoneinfo.ZoneInfo("Asia/Kolkata")
    # The first whole minute that is at least 20 seconds away.
    soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=80)
    planned = soon.replace(second=0, microsecond=0)
    local = planned.astimezone(zone)
    schedule = {"frequency": "daily", "time": local.strftime("%H:%M"), "day": None, "timezone": "Asia/Kolkata"}
    jobs = [instance.newsletter(schedule=schedule, tasks__publish__enabled=False) for _ in range(5)]
    assert parse(jobs[0]["nextRunAt"]) == planned
    weekly = {**schedule, "frequency": "weekly", "day": local.strftime("%A").lower()}
    jobs.append(instance.newsletter(schedule=weekly, tasks__publish__enabled=False))
    paused = instance.newsletter(schedule=schedule)
    instance.post(f"/jobs/{paused['id']}/pause")
    for job in jobs:
        run = wait_for(lambda: instance.list(f"/runs?jobId={job['id']}"), 150, "the bell")[0]
        assert run["trigger"] == "scheduled" and parse(run["plannedAt"]) == planned
        instance.ended(run["id"])
        assert datetime.timedelta(0) <= parse(run["startedAt"]) - planned < datetime.timedelta(seconds=1)
        [occurrence] = wait_for(lambda: instance.list(f"/jobs/{job['id']}/occurrences"), what="the occurrence")
        assert occurrence["outcome"] == "started" and occurrence["runId"] == run["id"]
        assert datetime.timedelta(0) <= parse(occurrence["firedAt"]) - planned < datetime.timedelta(seconds=1)
        days = 7 if job is jobs[-1] else 1
        following = instance.get(f"/jobs/{job['id']}")["nextRunAt"]
        assert parse(following) == planned + datetime.timedelta(days=days)
        assert len(instance.list(f"/runs?jobId={job['id']}")) == 1
    assert not instance.list(f"/runs?jobId={paused['id']}")


def test_the_next_fires_say_why(instance):
    schedule = {"frequency": "weekly", "time": "02:30", "day": "sunday", "timezone": "America/New_York"}
    job = instance.newsletter(schedule=schedule)
    fires = instance.get(f"/jobs/{job['id']}/fires?count=100")["items"]
    assert [fire["at"] for fire in fires] == sorted({fire["at"] for fire in fires})
    explained = [fire for fire in fires if fire["reason"]]
    # In a hundred weeks there is at least one Sunday without a 02:30.
    march = [fire for fire in explained if fire["local"][5:7] == "03"]
    assert march and all("fires at 03:00" in fire["reason"] and fire["at"][11:16] == "07:00" for fire in march)


def test_months_are_for_whom_they_suit(instance):
    form = {"frequency": "monthly", "time": "02:00", "timezone": "UTC"}
    shown = instance.post("/schedules/preview?count=24", {**form, "day": 31})
    assert shown["scheduleText"] == "Monthly on the 31st at 02:00"
    for fire in shown["items"]:
        date = datetime.date.fromisoformat(fire["local"][:10])
        assert (date + datetime.timedelta(days=1)).day == 1
        assert (fire["reason"] is None) == (date.day == 31)
        assert date.day == 31 or fire["reason"].startswith("clamped day: ")
    shown = instance.post("/schedules/preview", {"type": "content", "schedule": {**form, "day": "last"}})
    assert shown["scheduleText"] == "Monthly on the last day at 02:00"
    weekly = {"frequency": "weekly", "time": "02:00", "timezone": "UTC"}
    shown = instance.post("/schedules/preview", {"type": "content", "schedule": weekly})
    assert shown["scheduleText"] == "Mondays at 02:00"
    tasks = {"generate": {"prompt": "Bread at home"}, "publish": {"enabled": False}}
    for schedule, pointer in [(form, "/schedule/frequency"), (weekly, "/schedule/day")]:
        job = {"name": "Letter", "type": "newsletter", "schedule": schedule, "tasks": tasks, "status": "active"}
        refused = instance.request("POST", "/jobs", body=job)
        assert refused.status_code == 422
        assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


def test_a_content_job_runs_by_the_month(instance):
    site = Site(instance)
    for schedule, words in [
        ({"frequency": "monthly", "time": "02:00", "day": 31, "shortMonth": "next", "timezone": "UTC"},
         "Monthly on the 31st at 02:00, after shorter months on the 1st"),
        ({"frequency": "monthly", "time": "02:00"}, "Monthly on the 1st at 02:00"),
        ({"frequency": "weekly", "time": "02:00"}, "Mondays at 02:00"),
    ]:  # fmt: skip
        members = dict.fromkeys(["day", "shortMonth", "timezone"]) | schedule
        answer = instance.request("PATCH", f"/jobs/{site.job}", body={"schedule": members, "status": "active"})
        assert answer.status_code == 200, answer.text
        job = answer.json()
        assert job["scheduleText"] == words
        planned = lambda: instance.query("select next_at from scheduler.schedules where job_id = %s", site.job)
        wait_for(lambda: [row["next_at"] for row in planned()] == [parse(job["nextRunAt"])], what="the scheduler")
