"""Newsletter runs, one after the other: from the request to run now until `run.completed` is heard."""
import http.client
import json
import queue
import subprocess
import sys
import threading
import time
import urllib.parse

JOB = {
    "name": "Benchmark",
    "type": "newsletter",
    "schedule": None,
    "tasks": {
        "generate": {"prompt": "Daily product discovery tips", "model": "default", "maxItems": 5, "tone": "friendly"},
        "publish": {"enabled": True, "audience": "all", "subject": "{{topic}}"},
    },
    "status": "active",
}


class API:
    """Requests on one connection, as a browser or a program makes them."""

    def __init__(self, instance):
        address = urllib.parse.urlsplit(instance.api)
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
        self.key = instance.api_key

    def post(self, path, body, content_type="application/json"):
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": content_type}
        self.connection.request("POST", f"/api/v1{path}", body, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status >= 300:
            sys.exit(f"POST {path}: {response.status} {text.decode()}")
        return json.loads(text)


def _listen(instance):
    """Tells of completed runs, each with the time at which it was heard of, on this machine's monotonic clock."""
    command = [f"{instance.programs}/drive", "watch", "--key", "run.completed.newsletter.demo"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=instance.environment)
    if process.stdout.readline() != "ready\n":
        sys.exit("nobody listens to events")
    heard = queue.Queue()

    def read():
        for line in process.stdout:
            heard.put(line.split())

    threading.Thread(target=read, daemon=True).start()
    return process, heard


def measure(instance, runs, warm_up=5):
    """Milliseconds of each run with one recipient, by the offline provider, into a folder."""
    api = API(instance)
    api.post("/subscribers/import", "email,name\nreader@example.org,Reader\n", "text/csv")
    job = api.post("/jobs", json.dumps(JOB))["id"]
    listener, heard = _listen(instance)
    times = []
    try:
        for number in range(warm_up + runs):
            began = time.monotonic_ns()
            run = api.post(f"/jobs/{job}/run", "{}")["runId"]
            while True:
                try:
                    at, subject = heard.get(timeout=60)
                except queue.Empty:
                    sys.exit(f"run {run} was not completed within 60 s")
                if subject == run:
                    break
            if number >= warm_up:
                times.append((int(at) - began) / 1e6)
            time.sleep(0.05)
    finally:
        listener.terminate()
        listener.wait()
    return times
