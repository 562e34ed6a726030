#!/usr/bin/env python3
"""Compares the resolved compose file (first argument) with the Dockerfile, the sources and the services that there are."""
import os
import re
import sys

import yaml

SERVICES = {"orchestrator", "scheduler", "ai-gateway", "mailer", "history-writer", "api"}
problems = []


def expect(condition, message):
    if not condition:
        problems.append(message)


with open(sys.argv[1]) as file:
    compose = yaml.safe_load(file)
with open("infra/container/Dockerfile") as file:
    dockerfile = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", file.read(), flags=re.M))

services = compose["services"]
stages = set(re.findall(r"^FROM \S+ AS (\S+)$", dockerfile, flags=re.M))

expect(SERVICES <= services.keys(), f"services are missing: {SERVICES - services.keys()}")
for name, service in services.items():
    build = service.get("build")
    if build:
        expect(build["target"] in stages, f"{name}: the Dockerfile has no stage {build['target']}")
        expect(os.path.isfile(os.path.join(build["context"], build["dockerfile"])), f"{name}: no {build['dockerfile']}")
    for other, how in service.get("depends_on", {}).items():
        condition = how["condition"]
        if condition == "service_healthy":
            expect("healthcheck" in services[other], f"{name} waits for the health of {other}, which has no check")
        if condition == "service_completed_successfully":
            expect("restart" not in services[other], f"{name} waits for the end of {other}, which is started again")
    for port in service.get("ports", []):
        host = port if isinstance(port, str) else port.get("host_ip", "")
        expect(name == "api" and host.startswith("127.0.0.1"), f"{name} publishes {port}")
for name in SERVICES:
    service = services[name]
    expect(service.get("restart") == "unless-stopped", f"{name} is not started again")
    expect(service["image"] == f"stagecoach/{name}", f"{name} has the image {service['image']}")
    stage = re.search(rf"^FROM \S+ AS {name}\n(.*?)(?=^FROM|\Z)", dockerfile, flags=re.M | re.S)
    expect(stage and f"USER {name}\n" in stage[1], f"{name} does not run as its own user")
    expect(stage and f'ENTRYPOINT ["start", "{name}"]' in stage[1], f"the image of {name} does not start it")

for line in re.findall(r"^COPY (.*)$", dockerfile, flags=re.M):
    words = line.split()
    if words[0].startswith("--from="):
        expect(words[0][7:] in stages, f"COPY {line}: there is no such stage")
        continue
    for path in words[:-1]:
        expect(os.path.exists(path), f"COPY {line}: there is no {path}")
        with open(".dockerignore") as file:
            expect(f"!{path.split('/')[0]}\n" in file.read(), f"COPY {line}: .dockerignore leaves it out")
for script in re.findall(r"infra/container/\w+", str(services)):
    expect(os.access(script, os.X_OK) or script.endswith("Dockerfile"), f"{script} cannot be run")

print("\n".join(problems))
sys.exit(1 if problems else 0)
