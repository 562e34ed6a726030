#!/usr/bin/env python3
"""Completes the broker's definitions with users: reads `name password` lines, prints JSON for load_definitions.

Passwords are stored as RabbitMQ does it: base64(salt + sha256(salt + password)), with four bytes of salt. The salt is
derived, so that the same input gives the same file.
"""
import base64
import hashlib
import json
import sys


def user(name, password):
    salt = hashlib.sha256(f"{name} {password}".encode()).digest()[:4]
    digest = hashlib.sha256(salt + password.encode()).digest()
    return {
        "name": name,
        "password_hash": base64.b64encode(salt + digest).decode(),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": "administrator" if name == "operator" else "",
        "limits": {},
    }


def organization(name):
    """What a program of an organization may do: send commands, and read events, of that organization alone."""
    own = rf"^({name}\..*|reply\..*|amq\.gen.*)$"
    return (
        {
            "vhost": "/",
            "user": name,
            "configure": own,
            "write": rf"^({name}\..*|reply\..*|amq\.gen.*|stagecoach\.commands)$",
            "read": rf"^({name}\..*|reply\..*|amq\.gen.*|stagecoach\.events)$",
        },
        [
            {"vhost": "/", "user": name, "exchange": "stagecoach.commands", "write": rf"\.{name}$", "read": "^$"},
            {"vhost": "/", "user": name, "exchange": "stagecoach.events", "write": "^$", "read": rf"\.{name}$"},
        ],
    )


def main():
    with open(sys.argv[1]) as file:
        definitions = json.load(file)
    known = {permission["user"] for permission in definitions["permissions"]}
    for line in sys.stdin:
        name, password = line.split()
        definitions["users"].append(user(name, password))
        if name not in known:
            permission, topics = organization(name)
            definitions["permissions"].append(permission)
            definitions["topic_permissions"].extend(topics)
    json.dump(definitions, sys.stdout, indent=1)


main()
