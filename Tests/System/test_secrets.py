"""Secrets: written, used, and read back by nobody."""

import base64
import json
import os
import pathlib
import subprocess
import sys
import uuid

import nacl.public
import pytest

from instance import wait_for

CANARY = "canary-4d1f0c-secret"


def everything(instance):
    """All rows of all tables, as one text."""
    tables = instance.query(
        """select schemaname, tablename from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')"""
    )
    texts = []
    for table in tables:
        name = f'"{table["schemaname"]}"."{table["tablename"]}"'
        texts += [row["text"] for row in instance.query(f"select t::text as text from {name} t")]
    return "\n".join(texts)


def traces(instance, text):
    """Where a text can be found: tables, also in base64 and hexadecimal, and logs."""
    data = text.encode()
    forms = {text, base64.b64encode(data).decode().rstrip("=")[:-2], data.hex()}
    rows = everything(instance)
    found = [("database", form) for form in forms if form in rows]
    for log in instance.state.glob("log/*.log"):
        content = log.read_text(errors="replace")
        found += [(log.name, form) for form in forms if form in content]
    return found


def seal(instance, text, key=None):
    """Seals a text as a program of somebody else does."""
    public = instance.get("/secrets/key")
    assert public["algorithm"] == "x25519-xsalsa20-poly1305-sealed-box"
    box = nacl.public.SealedBox(key or nacl.public.PublicKey(base64.b64decode(public["publicKey"])))
    return {"keyId": public["keyId"], "box": base64.b64encode(box.encrypt(text.encode())).decode()}


@pytest.fixture
def name(instance):
    name = f"s-{uuid.uuid4().hex[:8]}"
    yield name
    instance.request("DELETE", f"/secrets/{name}")


def names(instance, **options):
    return {secret["name"] for secret in instance.get("/secrets", **options)["items"]}


def test_a_secret_is_written_and_never_shown(instance, name):
    first = instance.request("PUT", f"/secrets/{name}", body={"value": CANARY + " ü"})
    assert first.status_code == 201
    assert set(first.json()) == {"name", "createdAt", "updatedAt"} and first.json()["name"] == name
    again = instance.request("PUT", f"/secrets/{name}", body={"value": CANARY + "2"})
    assert again.status_code == 200
    assert again.json()["createdAt"] == first.json()["createdAt"] and again.json()["updatedAt"] > first.json()["updatedAt"]
    assert name in names(instance)
    assert name not in names(instance, key=instance.other_api_key)
    assert instance.request("GET", f"/secrets/{name}").status_code == 405
    assert CANARY not in instance.request("GET", "/secrets").text
    assert instance.request("DELETE", f"/secrets/{name}", key=instance.other_api_key).status_code == 404
    assert instance.request("DELETE", f"/secrets/{name}").status_code == 204
    assert instance.request("DELETE", f"/secrets/{name}").status_code == 404
    assert name not in names(instance)
    assert traces(instance, CANARY) == []
    assert ("database", name) in traces(instance, name), "what there is would be found"


def test_the_store_holds_what_was_sealed(instance, name):
    instance.request("PUT", f"/secrets/{name}", body={"value": CANARY})
    row, = instance.query("select key_id, length(sealed) as size from gateway.secrets where name = %s", name)
    assert row == {"key_id": instance.get("/secrets/key")["keyId"], "size": len(CANARY) + 48}
    owners = (instance.state / "config").glob("*.env")
    holders = {path.stem for path in owners if "STAGECOACH_SECRET_KEYS=" in path.read_text()}
    assert holders == {"ai-gateway", "mailer"}
    for path in [instance.state / "settings", *(instance.state / "config").glob("*.env")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_program_seals_secrets_itself(instance, name):
    data = {"name": name, "secret": seal(instance, CANARY), "idempotencyKey": uuid.uuid4().hex}
    assert instance.command("secret.put.demo", data) == {"status": "accepted", "name": name, "created": True}
    data["idempotencyKey"] = uuid.uuid4().hex
    assert instance.command("secret.put.demo", data)["created"] is False
    assert name in names(instance)
    delete = {"name": name, "idempotencyKey": uuid.uuid4().hex}
    assert instance.command("secret.delete.other", delete)["code"] == "not_found"
    assert instance.command("secret.delete.demo", delete)["status"] == "accepted"


def test_the_documented_program(instance, tmp_path):
    text = (pathlib.Path(__file__).resolve().parents[2] / "docs" / "integrate.md").read_text()
    start = text.index('"""Keeps a secret')
    program = tmp_path / "secret.py"
    program.write_text(text[start : text.index("```", start)])
    environment = os.environ | {
        "KEY": instance.other_api_key, "AMQP": instance.other_amqp, "ORG": "other", "STAGECOACH_API": instance.api,
    }
    command = [sys.executable, program, "by-program"]
    done = subprocess.run(command, input=CANARY, env=environment, capture_output=True, text=True, timeout=30)
    assert json.loads(done.stdout)["created"], done.stderr
    assert "by-program" in names(instance, key=instance.other_api_key)
    instance.request("DELETE", "/secrets/by-program", key=instance.other_api_key)


def test_the_events_name_the_secret_alone(instance, name):
    with instance.channel() as channel:
        queue = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(queue, "stagecoach.events", "secret.#")
        instance.request("PUT", f"/secrets/{name}", body={"value": CANARY})
        instance.request("DELETE", f"/secrets/{name}")
        bodies = []
        wait_for(lambda: bodies.append(channel.basic_get(queue, auto_ack=True)) or len([b for b in bodies if b[0]]) == 2)
    events = [json.loads(body) for method, _, body in bodies if method]
    assert [event["type"] for event in events] == ["stagecoach.secret.changed.v1", "stagecoach.secret.deleted.v1"]
    assert all(event["data"] == {"name": name} and event["orgid"] == "demo" for event in events)


@pytest.mark.parametrize(
    "change, pointer",
    [
        (lambda sealed: sealed.update(keyId="0" * 16), "/secret/keyId"),
        (lambda sealed: sealed.update(keyId="nothing"), "/secret/keyId"),
        (lambda sealed: sealed.update(box="AAAA"), "/secret/box"),
        (lambda sealed: sealed.update(box="-"), "/secret/box"),
        (lambda sealed: sealed.update(box=sealed["box"][:-8] + "AAAAAAA="), "/secret/box"),
        (lambda sealed: sealed.update(box=""), "/secret/box"),
    ],
)
def test_what_cannot_be_opened_is_refused(instance, name, change, pointer):
    sealed = seal(instance, CANARY)
    change(sealed)
    answer = instance.command("secret.put.demo", {"name": name, "secret": sealed, "idempotencyKey": uuid.uuid4().hex})
    assert answer["code"] == "invalid_message"
    assert [error["pointer"] for error in answer["errors"]] == [pointer]
    assert name not in names(instance)


def test_a_secret_that_somebody_forgot_to_seal_is_not_kept(instance):
    canary = f"canary-{uuid.uuid4().hex}"
    for body in [
        {"name": "a", "secret": canary, "idempotencyKey": uuid.uuid4().hex},
        {"name": "a", "value": canary},
        json.dumps({"value": canary}).encode() + b"}",
    ]:
        assert instance.command("secret.put.demo", body, message_id=uuid.uuid4().hex)["code"] == "invalid_message"
    assert instance.command("secret.show.demo", {"value": canary, "idempotencyKey": "1"})["code"] == "unsupported_type"
    assert traces(instance, canary) == []


@pytest.mark.parametrize(
    "path, body, status, pointer",
    [
        ("a b", {"value": "x"}, 422, "/name"),
        ("9a", {"value": "x"}, 422, "/name"),
        ("a" * 65, {"value": "x"}, 422, "/name"),
        ("a", {"value": ""}, 422, "/value"),
        ("a", {"value": 7}, 422, "/value"),
        ("a", {}, 422, "/value"),
        ("a", {"value": "x" * 16385}, 422, "/value"),
        ("a", {"value": "x", "name": "b"}, 400, None),
    ],
)
def test_what_is_no_secret(instance, path, body, status, pointer):
    answer = instance.request("PUT", f"/secrets/{path}", body=body)
    assert answer.status_code == status
    if pointer:
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_the_key_cannot_be_written_over(instance):
    assert instance.request("PUT", "/secrets/key", body={"value": "x"}).status_code in (405, 422)
