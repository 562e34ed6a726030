"""A site with its content pipeline, as its tests use it."""

import pathlib
import uuid

from instance import wait_for

COFFEE = (pathlib.Path(__file__).parent / "data" / "coffee.txt").read_text().splitlines()
MODELS = {
    "auto_cluster": {"model": "openai/writer"},
    "generate_ideas": {"model": "openai/writer"},
    "generate_content": {"model": "openai/writer"},
    "generate_image_prompts": {"model": "openai/writer"},
    "generate_images": {"model": "openai/painter"},
}


class Site:
    def __init__(self, instance, keywords=(), key=None, organization="demo", tasks=None):
        self.instance, self.key, self.organization = instance, key, organization
        self.amqp = instance.amqp if organization == "demo" else instance.other_amqp
        self.id = instance.post("/sites", {"name": f"Site {uuid.uuid4().hex[:8]}"}, key=key)["id"]
        [row] = instance.query("select id from orchestrator.jobs where site_id = %s", self.id)
        self.job = row["id"]
        if keywords:
            instance.post(f"/sites/{self.id}/keywords", {"keywords": list(keywords)}, key=key)
        if tasks:
            answer = instance.request("PATCH", f"/jobs/{self.job}", key=key, body={"tasks": tasks})
            assert answer.status_code == 200, answer.text

    def command(self, name, **data):
        return self.instance.command(f"{name}.{self.organization}", data, url=self.amqp, message_id=uuid.uuid4().hex)

    def start(self):
        answer = self.command("run.start", siteId=self.id)
        assert answer.get("status") == "accepted", answer
        return answer["runId"]

    def progress(self, run):
        """The run's row: where it stands at the moment."""
        [row] = self.instance.query("select * from orchestrator.runs where id = %s", run)
        return row

    def reached(self, run, stage, processed=0, seconds=120):
        """Waits until so many items of a stage are done, or the run has gone on."""

        def is_there():
            row = self.progress(run)
            assert row["status"] not in ("failed", "cancelled"), row["error"]
            return (row["stage"], row["processed"]) >= (stage, processed) and row

        return wait_for(is_there, seconds, f"stage {stage}, item {processed}")

    def rests(self, run, seconds=300):
        """Waits until nothing happens any more by itself."""
        rest = ("paused", "completed", "partial", "failed", "cancelled")

        def is_there():
            row = self.progress(run)
            return row["status"] in rest and row

        return wait_for(is_there, seconds, f"the end of run {run}")

    def items(self, kind, status=None):
        where = "" if status is None else " and status = %s"
        return self.instance.query(
            f"select * from orchestrator.items where site_id = %s and kind = %s{where} order by position",
            *((self.id, kind) if status is None else (self.id, kind, status)),
        )

    def stages(self, run):
        """The stages' results, once the history has them."""
        self.instance.ended(run, key=self.key)
        rows = self.instance.query("select * from history.stages where run_id = %s order by number", run)
        return {row["number"]: row for row in rows}

    def account(self):
        [row] = self.instance.query(
            "select posted, held from orchestrator.accounts where organization_id = %s", self.organization
        )
        return row["posted"], row["held"]

    def ledger(self, run):
        """What a run was charged, in thousandths."""
        [row] = self.instance.query("select -coalesce(sum(amount), 0) as sum from orchestrator.entries where run_id = %s", run)
        return int(row["sum"])
