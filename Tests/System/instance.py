"""A running Stagecoach, as its users meet it: by HTTP, by AMQP, and by what the database shows."""

import json
import os
import pathlib
import re
import signal
import subprocess
import threading
import time
import uuid
from contextlib import contextmanager

import pika
import psycopg2
import psycopg2.extras
import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]


def wait_for(condition, seconds=60, what="the condition"):
    """Asks ten times a second until the answer is true, and returns it."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        threading.Event().wait(0.1)


class Instance:
    """An instance below `state`, made by infra/up."""

    def __init__(self, state, **environment):
        self.state = pathlib.Path(state)
        self._environment = {**os.environ, "STAGECOACH_STATE": str(state), "STAGECOACH_DEMO": "off", **environment}

    def script(self, name, *arguments):
        """Runs a script of infra/ and returns what it printed."""
        done = subprocess.run(
            [ROOT / "infra" / name, *arguments], env=self._environment, capture_output=True, text=True, timeout=1200
        )
        assert done.returncode == 0, f"infra/{name} {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def up(self):
        self.script("up")
        for line in self.script("env").splitlines():
            name, value = re.fullmatch(r"export (\w+)='(.*)'", line).groups()
            setattr(self, name.removeprefix("STAGECOACH_").lower(), value)
        return self

    def is_ready(self):
        try:
            return requests.get(f"{self.api}/readyz", timeout=5).ok
        except requests.ConnectionError:
            return False

    def down(self):
        self.script("down")

    # By process

    def pids(self, service):
        """The process ids of the copies of a service that run now."""
        return [int(path.read_text()) for path in sorted(self.state.glob(f"run/{service}-*.pid"))]

    def kill(self, service, number=signal.SIGKILL):
        """Sends a signal to every copy of a service; one that is just being started again is left alone."""
        for pid in self.pids(service):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    # By HTTP

    def request(self, method, path, *, key=None, body=None, headers={}, **options):
        if isinstance(body, (dict, list)):
            options["json"] = body
        elif body is not None:
            options["data"] = body
        return requests.request(
            method,
            f"{self.api}/api/v1{path}",
            headers={"Authorization": f"Bearer {key or self.api_key}", **headers},
            timeout=30,
            **options,
        )

    def get(self, path, **options):
        answer = self.request("GET", path, **options)
        assert answer.status_code == 200, f"GET {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def post(self, path, body=None, *, expected=(200, 201, 202), **options):
        answer = self.request("POST", path, body=body, **options)
        assert answer.status_code in expected, f"POST {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def list(self, path, **options):
        """All items of a list, page by page."""
        items, cursor = [], None
        while True:
            separator = "&" if "?" in path else "?"
            page = self.get(path + (f"{separator}cursor={cursor}" if cursor else ""), **options)
            items += page["items"]
            cursor = page["nextCursor"]
            if not cursor:
                return items

    def newsletter(self, name=None, **changes):
        """Creates an active newsletter job and returns it."""
        job = {
            "name": name or f"Letter {uuid.uuid4().hex[:8]}",
            "type": "newsletter",
            "schedule": {"frequency": "weekly", "time": "09:00", "day": "monday", "timezone": "Europe/Berlin"},
            "tasks": {
                "generate": {"prompt": "Bread at home", "model": "offline", "maxItems": 3, "tone": "friendly"},
                "publish": {"enabled": True, "audience": "all", "subject": "{{job.name}} of {{date}}"},
            },
            "status": "active",
        }
        for path, value in changes.items():
            *parents, last = path.split("__")
            place = job
            for parent in parents:
                place = place[parent]
            place[last] = value
        return self.post("/jobs", job)

    def ended(self, run, seconds=60, **options):
        """Waits until a run has ended, and returns it. An API that does not answer is asked again."""
        ends = {"completed", "partial", "failed", "cancelled"}

        def read():
            try:
                answer = self.request("GET", f"/runs/{run}", **options)
            except requests.ConnectionError:
                return None
            return answer.ok and answer.json()["status"] in ends and answer.json()

        return wait_for(read, seconds, f"the end of run {run}")

    # By AMQP

    @contextmanager
    def channel(self, url=None):
        connection = pika.BlockingConnection(pika.URLParameters(url or self.amqp))
        try:
            yield connection.channel()
        finally:
            if connection.is_open:
                connection.close()

    def command(self, key, body, *, url=None, reply=True, seconds=15, **properties):
        """Publishes a command and returns the reply."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        properties.setdefault("content_type", "application/json")
        replies = []
        with self.channel(url) as channel:
            if reply:
                properties["reply_to"] = "amq.rabbitmq.reply-to"
                properties.setdefault("correlation_id", uuid.uuid4().hex)
                take = lambda channel, method, answer, content: replies.append((answer, content))
                channel.basic_consume("amq.rabbitmq.reply-to", take, auto_ack=True)
            channel.basic_publish("stagecoach.commands", key, content, pika.BasicProperties(**properties))
            if not reply:
                return None
            end = time.monotonic() + seconds
            while not replies and time.monotonic() < end:
                channel.connection.process_data_events(0.2)
        assert replies, f"no reply to {key} within {seconds} s"
        answer, content = replies[0]
        assert answer.correlation_id == properties["correlation_id"]
        return json.loads(content)

    # By database

    def query(self, statement, *parameters):
        """Rows of the database, as dictionaries."""
        with psycopg2.connect(self.database) as connection:
            with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
                cursor.execute(statement, parameters)
                return cursor.fetchall()

    def execute(self, statement, *parameters):
        """Changes the database, as nobody but a test does."""
        with psycopg2.connect(self.database) as connection:
            with connection.cursor() as cursor:
                text = cursor.mogrify(statement, parameters).decode()
        self.script("database", "shell", f"--command={text}")
