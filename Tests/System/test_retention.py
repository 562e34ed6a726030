"""What has ended goes when its time is over, everywhere, and its figures stay."""

import datetime
import json
import math
import threading
import uuid

import pika
import pytest

from contentsite import COFFEE, Site
from instance import wait_for

DAYS = 100
OWNERS = {
    "orchestrator.runs": "id",
    "orchestrator.items": "run_id",
    "gateway.calls": "run_id",
    "gateway.artifacts": "run_id",
    "mailer.mailings": "run_id",
    "mailer.deliveries": "run_id",
    "history.runs": "id",
    "history.stages": "run_id",
    "history.events": "run_id",
}


def rows(instance, runs):
    """How many rows each table has of these runs."""
    return {
        table: instance.query(f"select count(*) as n from {table} where {column} = any (%s::uuid[])", list(runs))[0]["n"]
        for table, column in OWNERS.items()
    }


def age(instance, runs, days=DAYS):
    """Makes runs older, wherever their age is looked at."""
    for table in ["orchestrator.runs", "history.runs"]:
        instance.execute(
            f"""
            update {table} set completed_at = completed_at - make_interval(days => %s),
                started_at = started_at - make_interval(days => %s)
            where id = any (%s::uuid[])
            """,
            days,
            days,
            list(runs),
        )


def run_jobs(instance, jobs, times=1):
    runs = []
    for _ in range(times):
        started = [instance.post(f"/jobs/{job['id']}/run")["runId"] for job in jobs]
        for run in started:
            instance.ended(run)
        runs += started
    return runs


def retain(instance, **body):
    """Asks for retention, and waits until it is done."""
    task = instance.post("/retention/run", body)["taskId"]

    def done():
        [shown] = [each for each in instance.get("/retention")["items"] if each["id"] == task]
        return shown["status"] == "completed" and shown

    return wait_for(done, 120, "the end of retention")


def event(instance, type, task):
    found = lambda: instance.query("select data from history.events where type = %s and subject = %s", type, task)
    return [row["data"] for row in wait_for(found, what=type)]


def statistics(instance, job):
    return instance.get(f"/jobs/{job['id']}")["statistics"]


@pytest.fixture(scope="module")
def people(instance):
    addresses = [f"{uuid.uuid4().hex[:10]}@example.com" for _ in range(3)]
    answer = instance.post("/lists", {"name": f"Readers {uuid.uuid4().hex[:6]}"})
    body = "email\n" + "\n".join(addresses)
    instance.post(
        f"/subscribers/import?list={answer['id']}", body.encode(), headers={"Content-Type": "text/csv"}
    )
    return answer["id"]


def test_finished_runs_go_everywhere_and_their_figures_stay(instance, people):
    sending = [instance.newsletter(tasks__publish__audience=people) for _ in range(3)]
    unsent = instance.newsletter(tasks__publish__enabled=False)
    old = run_jobs(instance, [*sending, unsent], 3)
    young = run_jobs(instance, [*sending, unsent])
    # One that was cancelled counts among all runs and not among those that ended.
    age(instance, old)
    site = instance.post("/sites", {"name": f"Coffee {uuid.uuid4().hex[:6]}"})["id"]
    instance.post(f"/sites/{site}/keywords", {"keywords": ["espresso", "filter coffee"]})
    # Outputs that belong to a site are of no run's age.
    [item] = instance.query("select id from orchestrator.items where site_id = %s limit 1", site)
    instance.execute("update orchestrator.items set run_id = %s where id = %s", old[0], item["id"])
    instance.execute(
        """
        insert into scheduler.schedules (job_id, organization_id, type, revision, status, timezone, follows_organization)
        values (%s, 'demo', 'newsletter', 1000000, 'deleted', 'UTC', false) on conflict do nothing
        """,
        str(uuid.uuid4()),
    )
    job = sending[0]["id"]
    for days in (DAYS, 1):
        instance.execute(
            """
            insert into scheduler.occurrences (job_id, planned_at, organization_id, type, local, state, fired_at, expires_at)
            values (%s, now() - make_interval(days => %s), 'demo', 'newsletter', 'then', 'missed', now(), now())
            """,
            job,
            days,
        )
    before = {each["id"]: statistics(instance, each) for each in [*sending, unsent]}
    had, kept = rows(instance, old), rows(instance, young)
    assert all(had.values()) and all(kept.values())

    dry = retain(instance, dryRun=True)
    assert dry["dryRun"] and dry["counts"] == {"orchestrator": {"runs": len(old)}}
    assert rows(instance, old) == had

    task = retain(instance)
    left = rows(instance, old)
    assert left.pop("orchestrator.items") == 1, "the site's item stays"
    assert not any(left.values()), left
    assert rows(instance, young) == kept
    [item] = instance.query("select count(*) as n from orchestrator.items where site_id = %s", site)
    assert item["n"] == 2
    counts = task["counts"]
    assert counts["orchestrator"]["runs"] == len(old) and counts["history-writer"]["runs"] == len(old)
    assert counts["orchestrator"]["items"] == had["orchestrator.items"] - 1
    assert counts["mailer"]["deliveries"] == had["mailer.deliveries"]
    assert counts["mailer"]["mailings"] == had["mailer.mailings"]
    assert counts["ai-gateway"]["calls"] == had["gateway.calls"]
    assert counts["ai-gateway"]["artifacts"] == had["gateway.artifacts"]
    assert counts["history-writer"]["events"] >= had["history.events"]
    assert counts["history-writer"]["stages"] == had["history.stages"]
    assert counts["scheduler"]["occurrences"] == 1
    assert [each["outcome"] for each in instance.list(f"/jobs/{job}/occurrences")] == ["missed"]

    for each in [*sending, unsent]:
        after = statistics(instance, each)
        exact, near = before[each["id"]].pop("p95Seconds"), after.pop("p95Seconds")
        assert after == before[each["id"]]
        assert after["totalRuns"] == 4 and after["successRate"] == 1
        assert math.isclose(exact, near, rel_tol=0.01)
    for run in old:
        assert instance.request("GET", f"/runs/{run}").status_code == 404
    for run in young:
        assert instance.get(f"/runs/{run}")["status"] in ("completed", "partial")

    # The history knows what was erased, and that it is done.
    erased = [run for data in event(instance, "stagecoach.run.erased.v1", task["id"]) for run in data["runs"]]
    assert sorted(erased) == sorted(old)
    [completed] = event(instance, "stagecoach.retention.completed.v1", task["id"])
    assert completed["counts"] == counts and completed["trigger"] == "manual"

    again = retain(instance)
    assert not any(count for kinds in again["counts"].values() for count in kinds.values())


def test_what_belongs_to_a_site_outlives_its_run(instance):
    site = Site(instance, COFFEE[:12])
    run = site.start()
    assert site.rests(run)["status"] == "completed"
    instance.ended(run)
    age(instance, [run])
    items = "select id, kind, status, attributes from orchestrator.items where site_id = %s order by id"
    had, before, account = instance.query(items, site.id), rows(instance, [run]), site.account()
    assert before["gateway.calls"] and before["gateway.artifacts"]
    figures = statistics(instance, {"id": site.job})
    assert retain(instance)["counts"]["orchestrator"]["runs"] == 1
    left = rows(instance, [run])
    assert left.pop("gateway.artifacts") == before["gateway.artifacts"]
    assert left.pop("orchestrator.items") == before["orchestrator.items"]
    assert not any(left.values()), left
    assert instance.query(items, site.id) == had and site.account() == account
    after = statistics(instance, {"id": site.job})
    assert math.isclose(figures.pop("p95Seconds"), after.pop("p95Seconds"), rel_tol=0.01)
    assert after == figures
    # Another run goes on from what is there.
    again = site.start()
    assert site.rests(again)["status"] == "completed"


def test_what_is_told_of_an_erased_run_afterwards_is_passed_over(instance):
    job = instance.newsletter(tasks__publish__enabled=False)
    [model] = run_jobs(instance, [job])
    # Its id says that it is old.
    then = int((datetime.datetime.now().timestamp() - DAYS * 86400) * 1000)
    [run] = multiply(instance, model, [str(uuid.UUID(int=then << 80 | 7 << 76 | 2 << 62 | uuid.uuid4().int % 2**60))])
    [late] = instance.query(
        "select * from history.events where run_id = %s and type = 'stagecoach.run.partial.v1'", run
    )
    retain(instance)
    before = statistics(instance, job)
    assert before["totalRuns"] == 2 and not any(rows(instance, [run]).values())
    writer = f"test/{uuid.uuid4()}"
    late["data"]["run"]["id"] = run
    event = {
        "specversion": "1.0", "id": str(uuid.uuid4()), "source": late["source"], "type": late["type"], "orgid": "demo",
        "time": late["time"].isoformat(), "runid": run, "sequence": f"{late['sequence'] + 1:010}", "data": late["data"],
    }  # fmt: skip
    with instance.channel() as channel:
        properties = pika.BasicProperties(app_id="orchestrator", headers={"writer": writer, "n": 1})
        channel.basic_publish("stagecoach.journal", "journal", json.dumps([event]).encode(), properties)
    wait_for(lambda: instance.query("select from history.journals where writer = %s", writer), what="the entry")
    assert not any(rows(instance, [run]).values())
    assert statistics(instance, job) == before
    instance.execute("delete from history.journals where writer = %s", writer)


def test_settings(instance):
    shown = instance.get("/retention")
    assert shown["settings"] == {type: 90 for type in ["newsletter", "content", "report", "custom", "echo"]}
    next_run = datetime.datetime.fromisoformat(shown["nextRunAt"])
    now = datetime.datetime.now(datetime.timezone.utc)
    assert next_run.weekday() == 0 and (next_run.hour, next_run.minute, next_run.second) == (3, 0, 0)
    assert datetime.timedelta(0) < next_run - now <= datetime.timedelta(days=7)

    def put(body, key=None):
        return instance.request("PUT", "/retention", body=body, key=key)

    try:
        changed = put({"newsletter": None, "report": 3650})
        assert changed.status_code == 200
        assert changed.json()["settings"] == {**shown["settings"], "newsletter": None, "report": 3650}
        job = instance.newsletter(tasks__publish__enabled=False)
        [run] = run_jobs(instance, [job])
        age(instance, [run], 3000)
        assert retain(instance)["counts"].get("orchestrator", {}).get("runs", 0) == 0
        put({"newsletter": 3001})
        assert retain(instance)["counts"].get("orchestrator", {}).get("runs", 0) == 0
        put({"newsletter": 2999})
        assert retain(instance)["counts"]["orchestrator"]["runs"] == 1
    finally:
        put({"newsletter": 90, "report": 90})
    for body in [{"newsletter": 0}, {"newsletter": 3651}, {"newsletter": "90"}, {"newsletter": 1.5}, {}]:
        refused = put(body)
        assert refused.status_code == 422, refused.text
    assert put({"letters": 90}).status_code == 400
    # It is the organization's own.
    assert put({"newsletter": 7}, key=instance.other_api_key).json()["settings"]["newsletter"] == 7
    assert instance.get("/retention")["settings"]["newsletter"] == 90
    put({"newsletter": 90}, key=instance.other_api_key)


def test_a_run_that_goes_on_is_left_alone(instance):
    job = instance.newsletter(tasks__publish__enabled=False)
    [run] = run_jobs(instance, [job])
    for status in ["pending", "running", "pausing", "paused", "waiting_review"]:
        [was] = instance.query("select status, completed_at from orchestrator.runs where id = %s", run)
        instance.execute(
            "update orchestrator.runs set status = %s, completed_at = now() - interval '1000 days' where id = %s", status, run
        )
        try:
            retain(instance)
            assert instance.query("select from orchestrator.runs where id = %s", run)
        finally:
            instance.execute(
                "update orchestrator.runs set status = %s, completed_at = %s where id = %s",
                was["status"],
                was["completed_at"],
                run,
            )


def test_it_happens_once_a_week(instance):
    """With two orchestrators; the week is brought about by making the organization older."""
    planned = "(date_trunc('week', (now() at time zone 'UTC') - interval '3 hours') + interval '3 hours') at time zone 'UTC'"
    instance.execute("update orchestrator.organizations set created_at = created_at - interval '14 days' where id = 'other'")
    found = lambda: instance.query(
        f"select state, trigger from orchestrator.retention_tasks where organization_id = 'other' and planned_at = {planned}"
    )
    wait_for(lambda: [row["state"] for row in found()] == ["completed"], 120, "the week's task")
    assert len(found()) == 1 and found()[0]["trigger"] == "scheduled"


@pytest.mark.parametrize("victim", ["orchestrator", "mailer", "history-writer", "ai-gateway", "scheduler"])
def test_killed_in_the_middle_it_goes_on(instance, people, victim):
    job = instance.newsletter(tasks__publish__audience=people)
    [model] = run_jobs(instance, [job])
    runs = multiply(instance, model, [str(uuid.uuid4()) for _ in range(2500)])
    age(instance, [model])
    before = statistics(instance, job)
    task = instance.post("/retention/run", {})["taskId"]
    steps = lambda: instance.query("select steps from orchestrator.retention_tasks where id = %s", task)[0]["steps"]
    wait_for(lambda: steps() >= 1, what="the first step")
    for _ in range(2):
        instance.kill(victim)
        threading.Event().wait(0.7)
    def done():
        answer = instance.request("GET", "/retention")
        [shown] = [each for each in answer.json()["items"] if each["id"] == task] if answer.ok else [{"status": ""}]
        return shown["status"] == "completed" and shown
    shown = wait_for(done, 180, "the end of retention")
    left = rows(instance, [*runs, model])
    assert not any(left.values()), left
    assert shown["counts"]["orchestrator"]["runs"] == len(runs) + 1
    assert shown["counts"]["history-writer"]["runs"] == len(runs) + 1
    assert shown["counts"]["mailer"]["deliveries"] == 3 * (len(runs) + 1)
    after = statistics(instance, job)
    assert math.isclose(before.pop("p95Seconds"), after.pop("p95Seconds"), rel_tol=0.01)
    assert after == before


def test_who_has_not_answered_is_told_again(instance):
    """The broker has lost what a service had not taken yet: its queue is emptied while it stands still."""
    job = instance.newsletter(tasks__publish__enabled=False)
    [run] = run_jobs(instance, [job])
    age(instance, [run])
    with instance.channel() as channel:
        # Nobody hears of it any more.
        for event_name in ["retention.started", "run.erased"]:
            channel.queue_unbind("mailer.erasures", "stagecoach.events", f"{event_name}.*")
        try:
            task = instance.post("/retention/run", {})["taskId"]

            def waiting():
                [shown] = [each for each in instance.get("/retention")["items"] if each["id"] == task]
                return shown["status"] == "waiting" and shown["waitingFor"] == ["mailer"]

            wait_for(waiting, 30, "the others to be done")
        finally:
            for event_name in ["retention.started", "run.erased"]:
                channel.queue_bind("mailer.erasures", "stagecoach.events", f"{event_name}.*")
    instance.execute("update orchestrator.retention_steps set resend_at = now() where task_id = %s", task)
    done = lambda: [each for each in instance.get("/retention")["items"] if each["id"] == task][0]["status"] == "completed"
    wait_for(done, 30, "the end of retention")
    # Told twice, and kept once.
    assert len(event(instance, "stagecoach.run.erased.v1", task)) == 1


def multiply(instance, model, runs):
    """Copies of a run that ended long ago, in every table that has something of it, with durations of their own."""
    copies = {
        "orchestrator.runs": ("id", {"run_key": "u.id::text", "completed_at": "now() - interval '100 days'"}),
        "orchestrator.items": ("run_id", {"id": "gen_random_uuid()"}),
        "gateway.calls": ("run_id", {}),
        "gateway.artifacts": ("run_id", {"id": "gen_random_uuid()"}),
        "mailer.mailings": ("run_id", {}),
        "mailer.deliveries": ("run_id", {}),
        "history.runs": (
            "id",
            {
                "run_key": "u.id::text",
                "completed_at": "now() - interval '100 days'",
                "started_at": "now() - interval '100 days' - random() * interval '900 seconds'",
            },
        ),
        "history.stages": ("run_id", {}),
        "history.events": ("run_id", {"id": "gen_random_uuid()"}),
    }
    for table, (key, changes) in copies.items():
        schema, name = table.split(".")
        columns = [
            row["column_name"]
            for row in instance.query(
                """
                select column_name from information_schema.columns
                where table_schema = %s and table_name = %s and identity_generation is null
                """,
                schema,
                name,
            )
        ]
        values = [changes.get(column, "u.id" if column == key else f't."{column}"') for column in columns]
        names = ", ".join(f'"{column}"' for column in columns)
        instance.execute(
            f"""
            insert into {table} ({names}) select {", ".join(values)}
            from {table} t cross join unnest(%s::uuid[]) u (id) where t.{key} = %s
            """,
            runs,
            model,
        )
    return runs


def test_classes_of_durations_are_one_percent_exact(instance):
    [worst] = instance.query(
        """
        select max(abs(history.class_seconds(history.duration_class(micros)) * 1000000 / micros - 1)) as worst,
            history.class_seconds(history.duration_class(0)) as nothing
        from (
            select generate_series(1, 100000)::bigint as micros
            union all select power(1.0007, generate_series(1, 42000))::bigint
        ) all_micros
        """
    )
    assert worst["nothing"] == 0
    # A third of a percent of one microsecond is lost to whole microseconds nowhere: classes are as wide as 2 %.
    assert worst["worst"] < 0.01


def test_an_empty_month_is_dropped(instance):
    instance.execute("do $$ begin perform history.ensure_month('2020-02-01'); end $$")
    instance.execute("do $$ begin perform history.ensure_month('2020-03-01'); end $$")
    instance.execute(
        """
        insert into history.events (position, id, source, type, organization_id, time, data)
        values (0, history.month_start('2020-03-01'), '/t', 't', 'demo', now(), '{}')
        """
    )
    drop = "do $$ begin perform history.drop_months((now() - interval '40 days')::date); end $$"
    instance.execute(drop)
    tables = lambda: {
        row["name"] for row in instance.query("select relname as name from pg_class where relname ~ '^events_2020_0[23]$'")
    }
    assert tables() == {"events_2020_03"}
    instance.execute("delete from history.events where source = '/t'")
    instance.execute(drop)
    assert tables() == set()
