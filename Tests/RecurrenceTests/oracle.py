"""Writes out when schedules fire, by brute force and with Python's own reading of the time zone files.

    oracle.py DIRECTORY MODE FIRST_YEAR LAST_YEAR STRIDE SPECS ZONES

MODE `years` takes all of FIRST_YEAR to LAST_YEAR as one window per zone. MODE `changes` takes the 60 hours around every
STRIDE-th clock change in these years. SPECS and ZONES are separated by semicolons; a spec is `daily HH:MM`,
`weekly monday,friday HH:MM`, or `monthly DAY SHORT HH:MM` with DAY 1 to 31 or `last` and SHORT `clamp`, `skip` or `next`.

Standard output: signed 64-bit integers. For each window the index of the zone, its start and end (the end belongs to
it, the start does not), then for each spec the number of fires and two integers for each: the instant in seconds, and
4 times the planned local minute since 1970, plus 1 when that time was skipped by the clocks, plus 2 when it came twice.
"""

import bisect
import datetime
import sys
import zoneinfo
from array import array

MINUTE, HOUR, DAY = 60, 3600, 86400
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def instant_of_year(year):
    return int((datetime.datetime(year, 1, 1, tzinfo=datetime.timezone.utc) - EPOCH).total_seconds())


def read_spec(text):
    parts = text.split()
    hour, minute = parts[-1].split(":")
    if parts[0] == "daily":
        matches = lambda date: True
    elif parts[0] == "weekly":
        days = [WEEKDAYS.index(day) for day in parts[1].split(",")]
        matches = lambda date: date.weekday() in days
    else:
        matches = lambda date: is_of_month(date, parts[1], parts[2])
    return matches, int(hour) * HOUR + int(minute) * MINUTE


def is_of_month(date, wanted, short):
    """Whether a monthly schedule has this date: said of the date and its neighbours, without the length of a month."""
    tomorrow, yesterday = date + datetime.timedelta(1), date - datetime.timedelta(1)
    is_last = tomorrow.month != date.month
    if wanted == "last":
        return is_last
    if date.day == int(wanted):
        return True
    if short == "clamp":
        return is_last and date.day < int(wanted)
    return short == "next" and date.day == 1 and yesterday.day < int(wanted)


def offset(zone, instant):
    seconds = int(zone.utcoffset(datetime.datetime.fromtimestamp(instant, zone)).total_seconds())
    assert seconds % MINUTE == 0, "years with offsets in seconds are not for this program"
    return seconds


def hours_with_a_change(zone, start, end):
    """The hours of the window in which the clocks are changed: (start of the hour, offset before it)."""
    changes = []
    before = offset(zone, start)
    for instant in range(start, end, HOUR):
        after = offset(zone, instant + HOUR)
        if after != before:
            changes.append(instant)
        before = after
    return changes


def watch_the_clock(zone, around):
    """Reads the zone's clock at every minute for three days to both sides: (instants, what the clock showed)."""
    instants = list(range(around - 3 * DAY, around + 3 * DAY, MINUTE))
    return instants, [instant + offset(zone, instant) for instant in instants]


def brute_force(watched, planned):
    """When `planned` fires: (instant, note), or None when its date never comes."""
    instants, shown = watched
    hits = [instant for instant, local in zip(instants, shown) if local == planned]
    if hits:
        return hits[0], 0 if len(hits) == 1 else 2
    if not any(local // DAY == planned // DAY for local in shown):
        return None
    return next(instant for instant, local in zip(instants, shown) if local > planned), 1


class Index:
    """The answers of `brute_force` for one watched clock change, found faster."""

    def __init__(self, watched):
        self.hits = {}
        self.dates = set()
        self.highest = []  # the latest time that the clock has shown so far
        self.instants, shown = watched
        for instant, local in zip(self.instants, shown):
            self.hits.setdefault(local, []).append(instant)
            self.dates.add(local // DAY)
            self.highest.append(max(local, self.highest[-1]) if self.highest else local)

    def answer(self, planned):
        hits = self.hits.get(planned)
        if hits:
            return hits[0], 0 if len(hits) == 1 else 2
        if planned // DAY not in self.dates:
            return None
        return self.instants[bisect.bisect_right(self.highest, planned)], 1


def fires(zone, specs, start, end):
    """For each spec the fires after `start` up to `end`."""
    first, last = start // DAY - 2, end // DAY + 2
    indices = {}
    for change in hours_with_a_change(zone, (first - 3) * DAY, (last + 3) * DAY):
        watched = watch_the_clock(zone, change)
        index = Index(watched)
        for time in range(0, DAY, 97 * MINUTE):  # the index is held to the plain search
            planned = (change // DAY) * DAY + time
            assert index.answer(planned) == brute_force(watched, planned)
        for day in range(change // DAY - 1, change // DAY + 2):
            indices[day] = index
    results = [array("q") for _ in specs]
    for day in range(first, last + 1):
        date = (EPOCH + datetime.timedelta(day)).date()
        index = indices.get(day)
        usual = offset(zone, day * DAY)
        for (matches, time), result in zip(specs, results):
            if not matches(date):
                continue
            planned = day * DAY + time
            # A day without a change nearby: the one offset it has.
            answer = index.answer(planned) if index else (planned - usual, 0)
            if answer and start < answer[0] <= end:
                result.append(answer[0])
                result.append(planned // MINUTE * 4 + answer[1])
    return results


def clock_changes(zone, start, end):
    """Most clock changes of the zone, to the minute."""
    step = 10 * DAY
    for low in range(start, end, step):
        high = low + step
        if offset(zone, low) == offset(zone, high):
            continue
        before = offset(zone, low)
        while high - low > MINUTE:
            middle = (low + high) // 2 // MINUTE * MINUTE
            if offset(zone, middle) == before:
                low = middle
            else:
                high = middle
        yield high


def main():
    directory, mode, first_year, last_year, stride, specs, zones = sys.argv[1:]
    zoneinfo.reset_tzpath([directory])
    specs = [read_spec(spec) for spec in specs.split(";")]
    start, end = instant_of_year(int(first_year)), instant_of_year(int(last_year) + 1)
    seen = 0
    for number, name in enumerate(zones.split(";")):
        zone = zoneinfo.ZoneInfo(name)
        windows = [(start, end)]
        if mode == "changes":
            windows = []
            for change in clock_changes(zone, start, end):
                if seen % int(stride) == 0:
                    windows.append((change - 30 * HOUR, change + 30 * HOUR))
                seen += 1
        for window in windows:
            output = array("q", [number, *window])
            for result in fires(zone, specs, *window):
                output.append(len(result) // 2)
                output.extend(result)
            sys.stdout.buffer.write(output.tobytes())


main()
