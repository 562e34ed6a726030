"""Many runs at once, and what must be true of them afterwards, whatever happened meanwhile."""

import collections
import threading
import time
import uuid

import requests

from instance import wait_for


class Load:
    """Newsletter jobs of an instance, each sending to the same few subscribers."""

    def __init__(self, instance, mail, jobs=50, subscribers=10):
        self.instance = instance
        self.mail = mail
        self.people = [f"{uuid.uuid4().hex[:10]}@example.com" for _ in range(subscribers)]
        for subscriber in instance.list("/subscribers?status=confirmed&limit=200"):
            instance.post(f"/subscribers/{subscriber['id']}/suppress")
        body = "email\n" + "\n".join(self.people)
        instance.post("/subscribers/import", body.encode(), headers={"Content-Type": "text/csv"})
        self.jobs = [instance.newsletter(name=f"Load {uuid.uuid4().hex[:8]}")["id"] for _ in range(jobs)]
        self.accepted = {}
        self.refused = {}
        self.ended = {}
        # What retention has erased before is missing; of what comes now, nothing is.
        [head] = instance.query("select position from history.head")
        self.first = head["position"] + 1

    def start(self):
        """Asks for a run of every job at once; keeps who was answered what."""
        self.accepted, self.refused = {}, {}

        def ask(job):
            key, certain = uuid.uuid4().hex, True
            end = time.monotonic() + 120
            while time.monotonic() < end:
                try:
                    answer = self.instance.request("POST", f"/jobs/{job}/run", headers={"Idempotency-Key": key})
                    # Some refusals do not know whether it has started, and say so.
                    certain = certain and (answer.status_code != 503 or "will not start" in answer.text)
                    if answer.status_code == 202 or certain:
                        return key, job, answer
                except requests.RequestException:
                    # No answer: it may have started or not. The same key asks again, until the answer is certain.
                    certain = False
                threading.Event().wait(0.2)
            raise AssertionError("no certain answer within two minutes")

        with_threads(ask, self.jobs, self._note)

    def _note(self, key, job, answer):
        if answer.status_code == 202:
            self.accepted[answer.json()["runId"]] = job
        else:
            assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0, answer.text
            self.refused[key] = job

    def check(self, seconds=180, unconfirmed=0):
        """Waits for the runs and checks them.

        - `unconfirmed`: how many mails may have been lost sight of.
        """
        instance = self.instance
        runs = [instance.ended(run, seconds) for run in self.accepted]
        states = collections.Counter(run["status"] for run in runs)
        assert set(states) <= {"completed", "partial"}, states
        assert sum(run["unconfirmed"] for run in runs) <= unconfirmed
        for run in runs:
            expected = "partial" if run["unconfirmed"] else "completed"
            assert run["status"] == expected, run
            assert run["recipients"] + run["unconfirmed"] == len(self.people), run
        # No recipient has more than one mail of a run: the Message-ID names both.
        mails = collections.Counter((address, message_id(content)) for address, content in self.mail.taken)
        assert max(mails.values(), default=0) <= 1, "somebody has got a mail twice"
        self.ended |= {run["id"]: (run["jobId"], run["recipients"], run["unconfirmed"]) for run in runs}
        sent = sum(1 for address, _ in self.mail.taken if address in set(self.people))
        counted = sum(recipients for _, recipients, _ in self.ended.values())
        lost = sum(unconfirmed for _, _, unconfirmed in self.ended.values())
        assert counted <= sent <= counted + lost, (counted, sent, lost)
        self.check_history(runs)
        return states

    def check_history(self, runs):
        instance = self.instance
        wait_for(lambda: self._is_caught_up(), 60, "the history")
        [row] = instance.query(
            "select count(*), count(distinct id) as ids, max(position) from history.events where position >= %s", self.first
        )
        assert row["count"] == row["ids"] == row["max"] - self.first + 1
        # What it misses, the history asks for after some seconds.
        gaps = """
            select run_id from history.events where run_id is not null and sequence is not null
            group by run_id having count(*) <> max(sequence) or count(distinct sequence) <> count(*)
            """
        wait_for(lambda: not instance.query(gaps), 60, "the history's missing entries")
        for run in runs:
            [end] = instance.query(
                "select count(*) from history.events where run_id = %s and type in ('stagecoach.run.completed.v1', 'stagecoach.run.partial.v1')",
                run["id"],
            )
            assert end["count"] == 1
        unexplained = instance.query(
            """
            select s.run_id, s.stage from history.events s
            where s.type = 'stagecoach.stage.started.v1' and s.stage > 1 and s.attempt = 1 and not exists (
                select from history.events c
                where c.run_id = s.run_id and c.stage = s.stage - 1 and c.id::text = s.causation
                    and c.type in ('stagecoach.stage.completed.v1', 'stagecoach.stage.skipped.v1')
            )
            """
        )
        assert not unexplained, "a stage was started by something else than the end of the one before it"
        # A job has one run for each that was accepted, and none that nobody knows of.
        per_job = collections.Counter(job for job, _, _ in self.ended.values())
        for job in self.jobs:
            started = instance.query("select count(*) from history.runs where job_id = %s", job)[0]["count"]
            assert started == per_job[job], (job, started, per_job[job])

    def _is_caught_up(self):
        ahead = self.instance.query(
            """
            select 1 from orchestrator.runs o left join history.runs h on h.id = o.id
            where h.id is null or h.sequence < o.sequence limit 1
            """
        )
        return not ahead


def message_id(content):
    for line in content.split(b"\r\n"):
        if line.lower().startswith(b"message-id:"):
            return line
    raise AssertionError("a mail without Message-ID")


def with_threads(act, inputs, take, threads=8):
    """Calls `act` with each input on a few threads, and `take` with its results on this one."""
    inputs, results, lock = list(inputs), [], threading.Lock()

    def work():
        while True:
            with lock:
                if not inputs:
                    return
                value = inputs.pop()
            result = act(value)
            with lock:
                results.append(result)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for result in results:
        take(*result)
