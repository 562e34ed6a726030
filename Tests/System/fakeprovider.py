"""A provider of models that speaks the interface of OpenAI: chat completions, streamed or not, and images.

It does wrong what it is told to, at the requests that it is told, and keeps a log of its own. In a test:

    with FakeProvider() as provider:
        provider.fault("rate_limit", at=3, retry_after=2)
        … STAGECOACH_OPENAI_URL=provider.url …
        provider.calls

On its own (`python fakeprovider.py [--port N] [--key KEY] [--log FILE]`) it prints its port, and is told by HTTP:
`POST /faults` takes a list of faults, `POST /answer` the text of all answers to come (`{"text": …}`, null: its own again),
`GET /log` gives the calls (path, model, key, schema, messages or prompt, and the faults that they met), `DELETE /log` forgets.

Requests for the content pipeline (answers with the schemas `clusters`, `ideas`, `article` and `image_prompts`) are answered
in earnest: each keyword in a cluster, as many ideas, words and images as were asked for (`fakeanswers.py`). Others get a
sample of their schema.

A fault is `{"kind": …}` with any of
    path     a part of the request's path: `chat`, `images`, `files`
    match    a part of the request's body: a keyword, a title; that is how a fault is meant for one item, in all stages
    schema   the name of the answer's schema, as above; that is how it is meant for one stage
    at       which request to that path, from 1
    times    how often, 1 unless said; null: always
and what its kind needs:

    rate_limit     429; `retry_after`: the header's text, `hint`: words in the body
    server_error   `status`, 500 unless said
    bad_request    `status` 400 unless said, `code`, `message`, `type`
    no_schema      400 for any `json_schema`; no_format: for any response_format; no_stream_options
    policy         400 with `content_policy_violation`
    timeout        takes the request and says nothing, for `seconds`, 3600 unless said
    drop           closes the connection without an answer
    cut            closes it in the middle of the answer, without ending the transfer
    unfinished     ends the answer in the middle, in good order
    silent         stops in the middle, for `seconds`
    invalid        answers with `text`, which is no JSON unless said; fenced: with the JSON in a fenced block behind a greeting
    cut_late       closes it when the answer is complete, before the stream says so
    length, content_filter, refusal, empty, unknown_finish: how the answer ends
    stream_error   an error in the middle of the stream, with `code` and `message`
    plain          does not stream though it was asked to; html: answers with a page; no_usage: does not count tokens
    huge           never stops writing
    slow           answers in good order, `seconds` later (1 unless said); pace: takes that time while it streams
    short          an article of few words (`words`, 60 unless said)
    missing        leaves out the last keyword, the last cluster's ideas, the sections, the last heading's image
    doubled        a keyword or a heading twice
    unknown        a number that nobody gave
    taken          all ideas with one title (`title`)
    markup         HTML, line breaks and marks that turn the direction of writing around in all texts
    url            an image's address instead of the image; `url`: this one; bad_image, bad_base64, missing, big (`size`)
"""

import argparse
import base64
import json
import re
import socket
import struct
import sys
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import fakeanswers


def png(width=8, height=8, colour=(40, 90, 160)):
    """A small image."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def sample(schema, name="text"):
    """A value that fits a JSON Schema, as far as functions use it."""
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    for word in ("anyOf", "oneOf"):
        if word in schema:
            return sample(schema[word][0], name)
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        kind = next(one for one in kind if one != "null")
    if kind == "object":
        return {key: sample(part, key) for key, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [sample(schema.get("items", {"type": "string"}), name) for _ in range(max(2, schema.get("minItems", 0)))]
    if kind == "integer":
        return schema.get("minimum", 1)
    if kind == "number":
        return schema.get("minimum", 0.5)
    if kind == "boolean":
        return True
    if name == "language":
        return "en"
    return f"Some {name} in plain words"


class FakeProvider:
    """Listens on a free port of 127.0.0.1 from the moment it is made."""

    def __init__(self, port=0, key="sk-fake", log=None, answer=None):
        self.key = key
        #: Makes the text of an answer from the request's body.
        self.answer = answer
        #: One for each request, in the order in which they came.
        self.calls = []
        self.faults = []
        self._log = log
        self._counts = {}
        self._lock = threading.Lock()
        self.stopped = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.server.provider = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.stopped.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def fault(self, kind, **how):
        with self._lock:
            self.faults.append({"kind": kind, "times": 1, **how})

    def set_faults(self, faults):
        with self._lock:
            self.faults = [{"times": 1, **fault} for fault in faults]

    def forget(self):
        with self._lock:
            self.calls, self._counts = [], {}

    def log(self):
        with self._lock:
            return [dict(call) for call in self.calls]

    def count(self, part=""):
        """How many requests came to paths with this part."""
        return sum(part in call["path"] for call in self.log())

    # For the handler

    def take(self, path, headers, body):
        """Writes a request down, and says which faults it meets."""
        with self._lock:
            number = self._counts[path] = self._counts.get(path, 0) + 1
            text = json.dumps(body, ensure_ascii=False)
            met = []
            for fault in self.faults:
                fits = fault["times"] is None or fault["times"] > 0
                fits = fits and fault.get("path", "") in path and fault.get("at", number) == number
                fits = fits and fault.get("match", "") in text and self._concerns(fault["kind"], body)
                fits = fits and fault.get("schema", self._schema_name(body)) == self._schema_name(body)
                if fits:
                    met.append(fault)
                    if fault["times"] is not None:
                        fault["times"] -= 1
            call = {
                "number": number,
                "at": time.time(),
                "path": path,
                "model": body.get("model"),
                "idempotency_key": headers.get("Idempotency-Key"),
                "faults": [fault["kind"] for fault in met],
                "stream": body.get("stream", False),
                "format": self._format(body),
                "schema": self._schema_name(body),
                "size": body.get("size"),
                "messages": body.get("messages"),
                "prompt": body.get("prompt"),
            }
            self.calls.append(call)
            if self._log:
                with open(self._log, "a") as file:
                    file.write(json.dumps(call) + "\n")
            return met

    @staticmethod
    def _format(body):
        # Of an image it is a word.
        format = body.get("response_format")
        return format.get("type") if isinstance(format, dict) else format

    def _concerns(self, kind, body):
        format = self._format(body)
        if kind == "no_schema":
            return format == "json_schema"
        if kind == "no_format":
            return format is not None
        if kind == "no_stream_options":
            return "stream_options" in body
        return True

    def text(self, body, met):
        """The text of an answer."""
        if self.answer:
            return self.answer(body)
        answer = fakeanswers.content(self._schema_name(body), body, met)
        if answer is None:
            schema = self._schema(body)
            answer = sample(schema) if schema else None
        return json.dumps(answer, ensure_ascii=False) if answer else "Some words."

    @staticmethod
    def _schema(body):
        format = body.get("response_format")
        schema = format.get("json_schema", {}).get("schema") if isinstance(format, dict) else None
        if schema is None and body.get("messages"):
            # As a model would: from the prompt.
            found = re.search(r'\{"type":.*\}', body["messages"][0]["content"])
            schema = json.loads(found[0]) if found else None
        return schema

    def _schema_name(self, body):
        """The name of what is asked for, also where the server is not told; `None` when it has none."""
        format = body.get("response_format")
        if isinstance(format, dict) and "json_schema" in format:
            return format["json_schema"].get("name")
        members = (self._schema(body) or {}).get("properties", {})
        names = {"clusters": "clusters", "ideas": "ideas", "sections": "article", "in_article": "image_prompts"}
        return next((name for member, name in names.items() if member in members), None)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    @property
    def provider(self):
        return self.server.provider

    def handle(self):
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            pass

    # Answers

    def _reply(self, status, body, kind="application/json", **headers):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def _error(self, status, message, kind="invalid_request_error", code=None, param=None, **headers):
        error = {"message": message, "type": kind, "param": param, "code": code}
        self._reply(status, {"error": error}, **headers)

    def _chunk(self, data):
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _event(self, data):
        text = data if isinstance(data, str) else json.dumps(data)
        self._chunk(f"data: {text}\n\n".encode())

    def _hang_up(self):
        self.close_connection = True
        self.wfile.flush()
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    # Requests

    def _body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_GET(self):
        if self.path == "/log":
            return self._reply(200, self.provider.log())
        if self.path.startswith("/files/"):
            met = self.provider.take(self.path, self.headers, {})
            if any(fault["kind"] == "server_error" for fault in met):
                return self._reply(500, b"", kind="text/plain")
            if "Authorization" in self.headers:
                return self._error(400, "The key has no business here")
            return self._reply(200, png(), kind="application/octet-stream")
        if self.path == "/v1/models":
            models = [{"id": id, "object": "model", "created": 0, "owned_by": "fake"} for id in ("writer", "painter")]
            return self._reply(200, {"object": "list", "data": models})
        self._error(404, f"There is nothing at {self.path}")

    def do_DELETE(self):
        self.provider.forget()
        self._reply(200, {})

    def do_POST(self):
        content = self._body()
        if self.path == "/faults":
            self.provider.set_faults(json.loads(content))
            return self._reply(200, {})
        if self.path == "/answer":
            text = json.loads(content)["text"]
            self.provider.answer = (lambda body: text) if text is not None else None
            return self._reply(200, {})
        handlers = {"/v1/chat/completions": self._chat, "/v1/images/generations": self._image}
        if self.path not in handlers:
            return self._error(404, f"There is nothing at {self.path}")
        body = json.loads(content)
        met = {fault["kind"]: fault for fault in self.provider.take(self.path, self.headers, body)}
        given = self.headers.get("Authorization", "")
        if self.provider.key and given != f"Bearer {self.provider.key}":
            # Some repeat the key in full.
            return self._error(401, f"Incorrect API key provided: {given[7:]}.", code="invalid_api_key")
        if "slow" in met:
            self.provider.stopped.wait(met["slow"].get("seconds", 1))
        if not self._refused(met):
            handlers[self.path](body, met)

    def _refused(self, met):
        """Answers with a refusal, if that is what was told."""
        if "rate_limit" in met:
            fault = met["rate_limit"]
            headers = {"Retry_After": str(fault["retry_after"])} if "retry_after" in fault else {}
            hint = fault.get("hint", "Rate limit reached for requests")
            self._error(429, hint, kind="requests", code="rate_limit_exceeded", **headers)
        elif "server_error" in met:
            self._error(met["server_error"].get("status", 500), "The server had an error", kind="server_error")
        elif "bad_request" in met:
            fault = met["bad_request"]
            message = fault.get("message", "This request is wrong")
            kind = fault.get("type", "invalid_request_error")
            self._error(fault.get("status", 400), message, kind=kind, code=fault.get("code"))
        elif "policy" in met:
            message = "Your request was rejected as a result of our safety system."
            self._error(400, message, code="content_policy_violation")
        elif "no_schema" in met:
            message = "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
            self._error(400, message, param="response_format")
        elif "no_format" in met:
            self._error(400, "Unrecognized request argument supplied: response_format", param="response_format")
        elif "no_stream_options" in met:
            self._error(400, "Unknown parameter: 'stream_options'.", param="stream_options", code="unknown_parameter")
        elif "timeout" in met:
            self.provider.stopped.wait(met["timeout"].get("seconds", 3600))
            self._hang_up()
        elif "drop" in met:
            self._hang_up()
        elif "html" in met:
            self._reply(200, b"<!doctype html><p>We are back soon</p>", kind="text/html")
        else:
            return False
        return True

    # Chat

    def _text(self, body, met):
        if "invalid" in met:
            return met["invalid"].get("text", "Sure! Here it is: {\"subject\": ")
        text = "" if "empty" in met else self.provider.text(body, met)
        if "fenced" in met:
            return f"Sure! Here is what you asked for:\n\n```json\n{text}\n```\n\nLet me know what you think."
        return text

    def _chat(self, body, met):
        if not body.get("messages") or not body.get("model"):
            return self._error(400, "you must provide a model parameter and messages")
        text = "" if "refusal" in met else self._text(body, met)
        finish = next((word for word in ("length", "content_filter") if word in met), "stop")
        if "unknown_finish" in met:
            finish = "moonphase"
        asked = sum(len(message["content"]) for message in body["messages"])
        usage = {"prompt_tokens": asked // 4, "completion_tokens": len(text) // 4}
        usage["total_tokens"] = sum(usage.values())
        head = {"id": "chatcmpl-1", "created": int(time.time()), "model": body["model"]}
        refusal = "I'm sorry, I can't help with that." if "refusal" in met else None
        if not body.get("stream") or "plain" in met:
            message = {"role": "assistant", "content": text or None, "refusal": refusal}
            choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish}
            answer = {**head, "object": "chat.completion", "choices": [choice]}
            return self._reply(200, answer if "no_usage" in met else {**answer, "usage": usage})
        self._stream(head, text, refusal, finish, met)
        if "cut_late" in met:
            self._hang_up()
        if self.close_connection:
            return
        if body.get("stream_options", {}).get("include_usage") and "no_usage" not in met:
            self._event({**head, "object": "chat.completion.chunk", "choices": [], "usage": usage})
        self._event("[DONE]")
        self._chunk(b"")

    def _stream(self, head, text, refusal, finish, met):
        def piece(delta, finish=None):
            choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
            self._event({**head, "object": "chat.completion.chunk", "choices": [choice], "usage": None})

        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._chunk(b": waiting\n\n")
        piece({"role": "assistant", "content": "", "refusal": None})
        pieces = re.findall(r"\s*\S{1,12}|\s+", text) or [""]
        half = len(pieces) // 2
        for number, part in enumerate(pieces):
            if number == half and self._breaks(met):
                return
            piece({"content": part})
            if "pace" in met:
                self.provider.stopped.wait(met["pace"].get("seconds", 1) / len(pieces))
        while "huge" in met:
            piece({"content": "and so on " * 400})
        if refusal:
            piece({"refusal": refusal})
        piece({}, finish)

    def _breaks(self, met):
        """Ends a stream in its middle, if that is what was told."""
        if "silent" in met:
            self.wfile.flush()
            self.provider.stopped.wait(met["silent"].get("seconds", 3600))
        if "cut" in met or "silent" in met:
            self._hang_up()
        elif "unfinished" in met:
            self._chunk(b"")
            self._hang_up()
        elif "stream_error" in met:
            fault = met["stream_error"]
            error = {"message": fault.get("message", "The server is overloaded"), "code": fault.get("code", 502)}
            self._event({"error": error})
            self._chunk(b"")
            self.close_connection = True
        else:
            return False
        return True

    # Images

    def _image(self, body, met):
        if not body.get("prompt"):
            return self._error(400, "you must provide a prompt")
        content = png()
        if "bad_image" in met:
            content = b"GIF89a and not one of those that are taken"
        if "big" in met:
            content += bytes(met["big"].get("size", 1 << 20))
        image = {"b64_json": base64.b64encode(content).decode()}
        if "bad_base64" in met:
            image = {"b64_json": "*not base64*"}
        if "missing" in met:
            image = {}
        if "url" in met or body.get("response_format") == "url":
            own = f"http://127.0.0.1:{self.provider.port}/files/image.png"
            image = {"url": met.get("url", {}).get("url", own)}
        if "cut" in met:
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b'{"data": [')
            return self._hang_up()
        usage = {"input_tokens": 10, "output_tokens": 200, "total_tokens": 210}
        self._reply(200, {"created": int(time.time()), "data": [image], "usage": usage})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--key", default="sk-fake")
    parser.add_argument("--log")
    options = parser.parse_args()
    provider = FakeProvider(options.port, options.key, options.log)
    print(provider.port, flush=True)
    # The one who has started it holds the other end, and lets go when it is done.
    if sys.stdin.isatty():
        provider.stopped.wait()
    else:
        while sys.stdin.readline():
            pass


if __name__ == "__main__":
    main()
