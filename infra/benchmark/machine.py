"""What the machine did: processor time of groups of processes, and memory, from /proc."""
import os
import pathlib

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid):
    """Parent, and processor seconds of a process with those of its children that have ended."""
    text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    fields = text[text.rindex(")") + 2 :].split()
    return int(fields[1]), sum(int(field) for field in fields[11:15]) / TICKS


def processes():
    """All processes: pid to (parent, seconds)."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                found[int(name)] = _stat(int(name))
            except (FileNotFoundError, ProcessLookupError):
                pass
    return found


def busy():
    """Seconds that all processors were at work, whoever for."""
    user, nice, system, _, _, irq, softirq, steal = map(int, open("/proc/stat").readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICKS


class Usage:
    """Processor seconds since it was made, by group. A group is a list of pids; their children count with them."""

    def __init__(self, groups):
        self.groups = groups
        self.start = self._read()

    def _read(self):
        every = processes()
        seconds = {}
        for name, pids in self.groups.items():
            members = {pid for pid in every if pid in pids or every[pid][0] in pids}
            seconds[name] = sum(every[pid][1] for pid in members)
        children = os.times()
        seconds["driver"] = children.user + children.system + children.children_user + children.children_system
        seconds["busy"] = busy()
        return seconds

    def read(self):
        """Seconds by group; `others` is what nobody of ours used."""
        end = self._read()
        spent = {name: end[name] - self.start[name] for name in end}
        spent["others"] = max(0.0, spent.pop("busy") - sum(spent[name] for name in spent if name != "busy"))
        return spent


def pss(pid):
    """Proportional memory of a process in MiB."""
    for line in open(f"/proc/{pid}/smaps_rollup"):
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"no memory is known of process {pid}")


def read_pid(path):
    return int(pathlib.Path(path).read_text().split()[0])
