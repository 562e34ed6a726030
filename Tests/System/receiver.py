"""A receiver of webhooks: a real HTTP server that does wrong what it is told, and keeps what it was sent.

    with Receiver() as receiver:
        receiver.answers("/hook", 500, (429, {"Retry-After": "2"}), "cut", "timeout", 204)
        … receiver.url("/hook") …
        receiver.wait("/hook", 5)

Each path answers with what stands in its list, one after the other, and with 200 after its end. `cut` closes the connection
without an answer, `half` in the middle of the answer's body, `timeout` says nothing until the other side gives up.
"""

import collections
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from instance import wait_for

Request = collections.namedtuple("Request", "path headers body at")


class Receiver:
    def __init__(self):
        self._lock = threading.Lock()
        self._answers = collections.defaultdict(list)
        self._requests = []
        self._closing = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                receiver._take(self)

            def log_message(self, *arguments):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def answers(self, path, *answers):
        with self._lock:
            self._answers[path] = list(answers)

    def requests(self, path):
        with self._lock:
            return [request for request in self._requests if request.path == path]

    def wait(self, path, count=1, seconds=30):
        return wait_for(
            lambda: len(self.requests(path)) >= count and self.requests(path), seconds, f"{count} requests to {path}"
        )

    def _take(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        with self._lock:
            self._requests.append(Request(handler.path, dict(handler.headers), body, time.monotonic()))
            answers = self._answers[handler.path]
            answer = answers.pop(0) if answers else 200
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        if status == "timeout":
            self._closing.wait(60)
        if status in ("timeout", "cut"):
            handler.close_connection = True
            return
        text = b"" if status == 204 else json.dumps({"received": True}).encode()
        handler.send_response(200 if status == "half" else status)
        for name, value in headers.items():
            handler.send_header(name, value)
        if status != 204:
            handler.send_header("Content-Length", str(len(text) + (100 if status == "half" else 0)))
        handler.end_headers()
        handler.wfile.write(text)
        if status == "half":
            handler.close_connection = True
