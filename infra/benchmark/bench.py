"""Measures a running instance and prints tables. Started by infra/bench, which has the instance and the options."""
import argparse
import json
import os
import signal
import statistics
import sys
import time

import content
import machine
import newsletter
import schedules
from sides import STAGES, Instance, Limit, Stagecoach

PARTS = ["limit", "pipeline", "newsletter", "content", "schedules", "memory"]
SIZES = [1_000, 100_000]
CHUNK = 50


def percentile(values, share):
    """The smallest value that at least this share of all is not above."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def table(title, header, rows):
    rows = [header] + rows
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    rows.insert(1, ["-" * width for width in widths])
    print(f"\n{title}")
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  " + "  ".join(cells))


def pipelines(instance, parts, options):
    sides = [side(instance) for name, side in (("pipeline", Stagecoach), ("limit", Limit)) if name in parts]
    rounds = {side.name: [] for side in sides}
    times = {side.name: [] for side in sides}
    try:
        for side in sides:
            side.start(options.runs)
        # The first round finds empty tables, and plans made for them.
        for side in sides:
            side.together(options.runs)
        for number in range(options.rounds):
            for side in sides if number % 2 == 0 else reversed(sides):
                result = side.together(options.runs)
                rounds[side.name].append(result)
                rate = result["transitions_per_second"]
                print(f"  round {number + 1}, {side.name}: {rate:.0f} transitions/s", flush=True)
        time.sleep(2)
        for done in range(0, options.alone, CHUNK):
            for side in sides:
                times[side.name] += side.alone(min(CHUNK, options.alone - done))
    finally:
        for side in sides:
            side.stop()
    return rounds, times


def median(rounds, name):
    return statistics.median(result[name] for result in rounds)


def show_pipelines(rounds, times, options):
    names = list(rounds)
    both = len(names) == 2

    def row(label, value, form, ratio=True):
        values = [value(name) for name in names]
        cells = [label] + [format(number, form) for number in values]
        if both:
            cells.append(f"{values[0] / values[1]:.2f}" if ratio and values[1] else "")
        return cells

    rows = [
        row("runs/s", lambda name: median(rounds[name], "runs_per_second"), ".0f"),
        row("stage transitions/s", lambda name: median(rounds[name], "transitions_per_second"), ".0f"),
        row("messages per transition", lambda name: median(rounds[name], "messages_per_transition"), ".2f"),
        row("commits per transition", lambda name: median(rounds[name], "commits_per_transition"), ".4f"),
    ]
    for part in ("broker", "database", "programs", "driver"):
        rows.append(
            row(
                f"processor time per transition, µs: {part}",
                lambda name: statistics.median(result["microseconds"][part] for result in rounds[name]),
                ".0f",
            )
        )
    rows.append(row("processors used by others", lambda name: median(rounds[name], "others"), ".2f", ratio=False))
    for share in (50, 99):
        rows.append(row(f"one run when idle, ms: p{share}", lambda name: percentile(times[name], share), ".1f"))
        rows.append(
            row(f"  per transition, ms: p{share}", lambda name: percentile(times[name], share) / STAGES, ".2f")
        )
    title = (
        f"{options.runs} runs of the {STAGES}-stage echo pipeline at once: medians of {options.rounds} rounds, after one"
        f" to warm up;\n{options.alone} runs one after the other"
    )
    table(title, [""] + names + (["ratio"] if both else []), rows)


def memory(instance, idle):
    print(f"\nWaiting {idle} s for the services to be idle", flush=True)
    time.sleep(idle)
    return {name: machine.pss(pid) for name, pid in instance.services().items()}


def show_content(figures):
    rows = []
    for count, rounds in figures["sizes"].items():
        cells = [statistics.median(each[name] for each in rounds) for name in ("milliseconds", "orchestrator", "database")]
        rows.append([f"{count:,} items"] + [f"{cell:.{1 if place == 0 else 0}f}" for place, cell in enumerate(cells)])
    header = ["", "ms", "orchestrator, µs", "its database, µs"]
    table("A batch of the content pipeline, by what the site has already: time, and processor time", header, rows)
    run = figures["long"]
    rows = [[name, f"{size['first']:.1f}", f"{size['last']:.1f}"] for name, size in run["memory"].items()]
    title = f"A run of {run['keywords']:,} keywords: {run['batches']:,} batches in {run['seconds']:.0f} s, {run['credits']:,.1f} credits"
    table(title, ["PSS, MiB, at most in the", "first quarter", "last quarter"], rows)


def show_schedules(figures, count):
    rows = []
    for minutes, found in figures.items():
        rate = count / found["last"]
        rows.append(
            ["over a minute" if minutes else "at one instant"]
            + [f"{found[name]:.2f}" for name in ("p50", "p99", "last", "answered")]
            + ["" if minutes else f"{rate:,.0f}", f"{found['limit']:,.0f}", "" if minutes else f"{rate / found['limit']:.2f}"]
        )
    header = ["", "p50", "p99", "last", "all started after", "rows/s", "limit, rows/s", "ratio"]
    title = (
        f"{count:,} schedules that are due together: by how many seconds their rows are late, and the rate;\n"
        "the limit enters the same rows, a thousand to a transaction, and does nothing else"
    )
    table(title, header, rows)


def main():
    parser = argparse.ArgumentParser(prog="infra/bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all of them without any")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the pipeline, each with one of the limit")
    parser.add_argument("--runs", type=int, default=2000, help="runs at once")
    parser.add_argument("--alone", type=int, default=200, help="runs one after the other")
    parser.add_argument("--newsletters", type=int, default=100, help="newsletter runs one after the other")
    parser.add_argument("--keywords", type=int, default=1000, help="keywords of the long content run")
    parser.add_argument("--schedules", type=int, default=100_000, help="schedules that are due together")
    parser.add_argument("--idle", type=int, default=60, help="seconds before memory is read")
    parser.add_argument("--json", metavar="FILE", help="where all figures go")
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    parts = options.parts or PARTS
    for part in parts:
        if part not in PARTS:
            parser.error(f"there is no part {part}")
    if options.check:
        print(options.runs)
        return
    # Leaves by way of all `finally`, which stop what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    instance = Instance(os.environ)
    figures = {"machine": {"processors": os.cpu_count(), "load": os.getloadavg()}}
    if "limit" in parts or "pipeline" in parts:
        rounds, times = pipelines(instance, parts, options)
        show_pipelines(rounds, times, options)
        figures["together"], figures["alone_milliseconds"] = rounds, times
    if "newsletter" in parts:
        times = newsletter.measure(instance, options.newsletters)
        figures["newsletter_milliseconds"] = times
        title = f"{options.newsletters} newsletter runs with one recipient, one after the other: from run-now to completed"
        table(title, ["", "p50", "p99"], [["ms", f"{percentile(times, 50):.1f}", f"{percentile(times, 99):.1f}"]])
    if "content" in parts:
        figures["content"] = {
            "sizes": content.sizes(instance, SIZES),
            "long": {"keywords": options.keywords, **content.long_run(instance, options.keywords)},
        }
        show_content(figures["content"])
    if "schedules" in parts:
        figures["schedules"] = schedules.measure(instance, options.schedules)
        show_schedules(figures["schedules"], options.schedules)
    if "memory" in parts:
        sizes = memory(instance, options.idle)
        figures["memory_mib"] = sizes
        rows = [[name, f"{size:.1f}"] for name, size in sizes.items()] + [["together", f"{sum(sizes.values()):.1f}"]]
        table(f"Memory after {options.idle} s idle", ["", "PSS, MiB"], rows)
    if options.json:
        with open(options.json, "w") as file:
            json.dump(figures, file, indent=1)


main()
