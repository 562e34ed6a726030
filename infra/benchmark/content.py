"""The content pipeline: what a batch costs on a small and on a large site, and a long run's use of memory."""
import json
import subprocess
import sys
import threading
import time

import machine
from newsletter import API

# Items that are there already, a sixth of each kind: worked on to the end, but for the last that wait for other reasons.
FILLING = """
insert into orchestrator.items (id, organization_id, site_id, kind, status, parent_id, attributes, is_used, disabled)
select gen_random_uuid(), 'demo', '{site}', k.kind, k.status, gen_random_uuid(),
    jsonb_build_object(k.name, 'old ' || k.kind || ' ' || n), k.used, k.disabled
from generate_series(1, {count} / 6) n
cross join (values
    ('keyword', 'new', 'keyword', false, true), ('cluster', 'mapped', 'name', true, false),
    ('idea', 'completed', 'idea_title', true, false), ('task', 'completed', 'title', true, false),
    ('content', 'draft', 'title', true, false), ('image', 'generated', 'caption', false, false)
) k (kind, status, name, used, disabled);
analyze orchestrator.items
"""
WORDS = "bread tea garden bicycle camera novel piano river winter harvest pottery lantern market island forest".split()
FORMS = ["how to choose {0}", "best {0} for {1}", "{0} with {1}", "{0} for beginners", "{1} near {0}", "{0} or {1}"]


def keywords(count, start=0):
    """Different ones, of which some go together."""
    found = []
    for number in range(start, start + count):
        one, two = WORDS[number % len(WORDS)], WORDS[number // len(WORDS) % len(WORDS)]
        found.append(f"{FORMS[number % len(FORMS)].format(one, two)} {number}")
    return found


def shell(instance, *statements):
    command = [instance.root / "infra/database", "shell", "--tuples-only", "--no-align", "--quiet"]
    for statement in statements:
        command += ["--command", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def backends(instance):
    """The database's processes that work for the orchestrator."""
    query = "select pid from pg_stat_activity where usename = 'stagecoach_orchestrator'"
    return [int(line) for line in shell(instance, query).split()]


def _site(instance, api, name, filling, words):
    site = api.post("/sites", json.dumps({"name": name}))["id"]
    if filling:
        shell(instance, FILLING.format(site=site, count=filling))
    api.post(f"/sites/{site}/keywords", json.dumps({"keywords": words}))
    job = shell(instance, f"select id from orchestrator.jobs where site_id = '{site}'")
    return api.post(f"/jobs/{job}/run", "{}")["runId"]


def _wait(instance, run, seconds):
    """How far a run is when it has ended."""
    end = time.monotonic() + seconds
    query = f"select status, epoch, credits from orchestrator.runs where id = '{run}'"
    while True:
        status, batches, credits = shell(instance, query).split("|")
        if status in ("completed", "failed", "partial", "cancelled"):
            break
        if time.monotonic() > end:
            sys.exit(f"run {run} has not ended within {seconds} s")
        time.sleep(0.5)
    if status != "completed":
        sys.exit(f"run {run} has {status}")
    return int(batches), int(credits) / 1000


def sizes(instance, counts, words=36, rounds=2):
    """What a batch costs on sites with so many items: milliseconds, and processor time in microseconds."""
    api = API(instance)
    api.post("/credits/top_up", json.dumps({"amount": 1_000_000}))
    figures = {count: [] for count in counts}
    for number in range(rounds + 1):
        for count in counts:
            name = f"Site with {count} items, {number}"
            orchestrators = [pid for name, pid in instance.services().items() if name.startswith("orchestrator")]
            run = _site(instance, api, name, 0 if number == 0 else count, keywords(words))
            if number == 0:
                # To warm up.
                _wait(instance, run, 600)
                continue
            usage = machine.Usage({"orchestrator": orchestrators, "database": backends(instance)})
            began = time.monotonic()
            batches, _ = _wait(instance, run, 600)
            spent = usage.read()
            figures[count].append(
                {
                    "batches": batches,
                    "milliseconds": 1000 * (time.monotonic() - began) / batches,
                    "orchestrator": 1e6 * spent["orchestrator"] / batches,
                    "database": 1e6 * spent["database"] / batches,
                }
            )
    return figures


def long_run(instance, count):
    """A run of so many keywords: its seconds, batches and credits, and each service's memory in MiB on the way."""
    api = API(instance)
    api.post("/credits/top_up", json.dumps({"amount": 1_000_000}))
    samples, stop = [], threading.Event()

    def watch():
        while not stop.wait(1):
            samples.append({name: machine.pss(pid) for name, pid in instance.services().items()})

    watcher = threading.Thread(target=watch)
    began = time.monotonic()
    run = _site(instance, api, "A long run", 0, keywords(count))
    watcher.start()
    try:
        batches, credits = _wait(instance, run, 3600)
    finally:
        stop.set()
        watcher.join()
    quarter = max(1, len(samples) // 4)
    memory = {
        name: {
            "first": max(sample[name] for sample in samples[:quarter]),
            "last": max(sample[name] for sample in samples[-quarter:]),
        }
        for name in samples[0]
    }
    return {"seconds": time.monotonic() - began, "batches": batches, "credits": credits, "memory": memory}
