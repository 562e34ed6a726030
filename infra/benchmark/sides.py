"""The two that are measured against each other: Stagecoach, and the limit. Both are driven by the same program."""
import json
import pathlib
import re
import subprocess
import sys

import machine

STAGES = 7


class Instance:
    """The instance that infra/bench has started."""

    def __init__(self, environment):
        self.state = pathlib.Path(environment["STAGECOACH_STATE"])
        self.root = pathlib.Path(environment["BENCHMARK_ROOT"])
        self.programs = environment["BENCHMARK_PROGRAMS"]
        # For the programs: the broker as its operator, the database as the owner of all tables.
        self.environment = {**environment, "STAGECOACH_DATABASE": environment["BENCHMARK_DATABASE"]}
        self.api = environment["STAGECOACH_API"]
        self.api_key = environment["STAGECOACH_API_KEY"]

    def services(self):
        return {path.stem: machine.read_pid(path) for path in sorted((self.state / "run").glob("*-[0-9]*.pid"))}

    def groups(self):
        return {
            "broker": [machine.read_pid(self.state / "mq/node.pid")],
            "database": [machine.read_pid(self.state / "pg/data/postmaster.pid")],
        }

    def published(self):
        """Messages that the broker has taken from publishers, ever."""
        command = [self.root / "infra/broker", "control", "eval", "rabbit_global_counters:overview()."]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return sum(int(number) for number in re.findall(r"messages_received_total => (\d+)", text))

    def commits(self):
        """Transactions that have written something, ever: each takes the next number, also with those rolled back."""
        query = "select pg_snapshot_xmax(pg_current_snapshot())"
        command = [self.root / "infra/database", "shell", "--tuples-only", "--no-align", "--command", query]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


class Side:
    """One of the two."""

    def __init__(self, instance, options):
        self.instance = instance
        self.options = options

    def drive(self, action, runs):
        command = [f"{self.instance.programs}/drive", action, "--runs", str(runs), *self.options]
        result = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=self.instance.environment)
        if result.returncode != 0:
            sys.exit(f"{self.name}: {action} has failed")
        return json.loads(result.stdout)

    def together(self, runs):
        """All runs at once: their rate, and what each transition has cost."""
        transitions = runs * STAGES
        published = self.instance.published()
        commits = self.instance.commits()
        usage = machine.Usage({**self.instance.groups(), "programs": self.pids()})
        result = self.drive("together", runs)
        spent = usage.read()
        commits = self.instance.commits() - commits
        published = self.instance.published() - published
        seconds = result["seconds"]
        return {
            "runs_per_second": runs / seconds,
            "transitions_per_second": transitions / seconds,
            "messages_per_transition": published / transitions,
            "commits_per_transition": commits / transitions,
            "microseconds": {
                name: spent[name] / transitions * 1e6 for name in ("broker", "database", "programs", "driver")
            },
            "others": spent["others"] / seconds,
        }

    def alone(self, runs):
        return self.drive("alone", runs)["milliseconds"]


class Stagecoach(Side):
    name = "Stagecoach"

    def __init__(self, instance):
        super().__init__(instance, [])

    def start(self, jobs):
        self.drive("define", jobs)

    def stop(self):
        pass

    def pids(self):
        return list(self.instance.services().values())


class Limit(Side):
    name = "limit"
    process = None

    def __init__(self, instance):
        super().__init__(
            instance,
            ["--commands", "limit.commands", "--events", "limit.events"]
            + ["--orchestrator", "limit_orchestrator", "--history", "limit_history"],
        )

    def start(self, jobs):
        command = [f"{self.instance.programs}/limit", "--jobs", str(jobs)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self.instance.environment)
        if self.process.stdout.readline() != "ready\n":
            sys.exit("the limit did not start")

    def stop(self):
        """It takes away its queues and tables."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            if self.process.wait(60) != 0:
                sys.exit("the limit has failed")

    def pids(self):
        return [self.process.pid]
