"""People who sign in, and what each may do: for tests about identity."""

import uuid

import requests

PASSWORD = "correct horse battery"
ROLES = ("owner", "editor", "operator", "viewer")


class Person:
    """Somebody with an account, signed in with a cookie as a browser is."""

    def __init__(self, instance, email, password=PASSWORD):
        self.instance, self.email, self.password = instance, email, password
        self.http = requests.Session()

    def request(self, method, path, *, body=None, headers=None, same_origin=True, **options):
        if isinstance(body, bytes):
            options["data"] = body
        elif body is not None:
            options["json"] = body
        headers = {**({"Sec-Fetch-Site": "same-origin"} if same_origin else {}), **(headers or {})}
        return self.http.request(
            method, f"{self.instance.api}/api/v1{path}", headers=headers, timeout=30, **options
        )

    def sign_in(self, **more):
        return self.request("POST", "/sessions", body={"email": self.email, "password": self.password, **more})


def address():
    return f"p{uuid.uuid4().hex[:12]}@people.example"


def invite(instance, role, email=None, **options):
    """An invitation's token."""
    email = email or address()
    made = instance.post("/users", {"email": email, "name": "Some One", "role": role}, **options)
    return email, made["token"]


def accept(instance, token, password=PASSWORD):
    return requests.post(
        f"{instance.api}/api/v1/invitations/accept", json={"token": token, "password": password}, timeout=30
    )


def person(instance, role, **options):
    """A new person of a role, signed in."""
    email, token = invite(instance, role, **options)
    assert accept(instance, token).status_code == 201
    someone = Person(instance, email)
    signed = someone.sign_in()
    assert signed.status_code == 201, signed.text
    someone.id, someone.session = signed.json()["userId"], signed.json()
    return someone


def organization(instance):
    """A new organization's id and its first key."""
    name = f"o{uuid.uuid4().hex[:10]}"
    made = instance.post("/organizations", {"id": name, "name": "An organization", "timezone": "Europe/Berlin"})
    return name, made["apiKey"]["key"]
