"""A server of data that does what sources do: answers, is slow, sends far too much, fails, sends elsewhere.

    /good, /good/<n>   an object with rows; the number tells two answers apart
    /slow              answers after `seconds`
    /big               50 MB of JSON
    /flaky/<name>      503 for the first two requests
    /echo              the headers and the body that came
    /here, /there      redirects: to /good of the same server, and to another one
    /page              no JSON
    /status/<code>
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROWS = [
    {"id": 1, "product": "Bread", "amount": 120, "price": 3.5},
    {"id": 2, "product": "<b>Rolls</b> & \"more\"", "amount": 80, "price": 0.6},
    {"id": 3, "product": "Cake", "amount": 40, "price": 12},
]


class DataServer:
    """Listens on a free port of 127.0.0.1 from the moment it is made."""

    def __init__(self):
        self.calls = []
        self.seconds = 5
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.data = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def count(self, path):
        with self.lock:
            return sum(call == path for call in self.calls)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, body, status=200, **headers):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(content), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.handle_path()

    def do_GET(self):
        self.body = None
        self.handle_path()

    def handle_path(self):
        data = self.server.data
        with data.lock:
            data.calls.append(self.path)
        try:
            self.route(data, self.path.strip("/").split("/"))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def route(self, data, parts):
        match parts[0]:
            case "good":
                number = int(parts[1]) if len(parts) > 1 else 0
                rows = [{**row, "amount": row["amount"] + number} for row in ROWS]
                self.answer({"data": {"items": rows}, "total": sum(row["amount"] for row in rows)})
            case "slow":
                time.sleep(data.seconds)
                self.answer({})
            case "big":
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(50_000_002))
                self.end_headers()
                self.wfile.write(b'"')
                for _ in range(500):
                    self.wfile.write(b"x" * 100_000)
                self.wfile.write(b'"')
            case "flaky":
                if data.count(self.path) <= 2:
                    self.answer({"error": "busy"}, 503)
                else:
                    self.answer([1, 2, 3])
            case "echo":
                self.answer({"headers": dict(self.headers), "body": self.body})
            case "here":
                self.answer(b"", 302, Location="/good")
            case "there":
                self.answer(b"", 302, Location=f"http://127.0.0.1:{data.port + 1}/good")
            case "page":
                self.answer(b"<html>not for programs</html>", Content_Type="text/html")
            case "status":
                self.answer({"error": "no"}, int(parts[1]))
            case _:
                self.answer({}, 404)
