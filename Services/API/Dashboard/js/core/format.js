// How times, durations and numbers are written. All times are in the organization's zone, which every page names.

let zone = "UTC";
let formats = {};

export function setZone(name) {
  zone = name;
  const make = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: name, ...options });
  formats = {
    clock: make({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    minute: make({ hour: "2-digit", minute: "2-digit" }),
    day: make({ weekday: "short", day: "numeric", month: "short" }),
    dayOfYear: make({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    full: make({ dateStyle: "full", timeStyle: "long" }),
    key: make({ year: "numeric", month: "2-digit", day: "2-digit" }),
    offset: make({ timeZoneName: "longOffset" }),
  };
}
setZone(zone);

/** `Europe/Berlin, UTC+1` */
export function zoneText(name = zone) {
  const format = name === zone ? formats.offset : new Intl.DateTimeFormat("en-GB", { timeZone: name, timeZoneName: "longOffset" });
  const offset = format.formatToParts(new Date()).find((part) => part.type === "timeZoneName")?.value ?? "";
  return `${name}, ${offset.replace("GMT", "UTC").replace(/0(\d):/, "$1:").replace(":00", "")}`;
}

const date = (time) => (time instanceof Date ? time : new Date(time));
const dayKey = (time) => formats.key.format(time);

export const clock = (time) => formats.clock.format(date(time));
export const full = (time) => formats.full.format(date(time));

/** `Wed 3 Dec 2025, 14:05:20`: for what is told apart by it. */
export const exact = (time) => `${formats.dayOfYear.format(date(time)).replace(",", "")}, ${clock(time)}`;

/** `14:05` today, `tomorrow at 02:00`, else `Wed 3 Dec, 14:05`. */
export function when(time, { joint = " at " } = {}) {
  const [at, now] = [date(time), new Date()];
  const minute = formats.minute.format(at);
  if (dayKey(at) === dayKey(now)) return minute;
  if (dayKey(at) === dayKey(new Date(now.getTime() + 86_400_000))) return `tomorrow${joint}${minute}`;
  if (dayKey(at) === dayKey(new Date(now.getTime() - 86_400_000))) return `yesterday${joint}${minute}`;
  const isNear = Math.abs(at - now) < 200 * 86_400_000;
  return `${(isNear ? formats.day : formats.dayOfYear).format(at)}, ${minute}`;
}

/** `3 h 05 m`, `2 m 10 s`, `8 s`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours) return `${hours} h ${String(minutes).padStart(2, "0")} m`;
  return minutes ? `${minutes} m ${String(rest).padStart(2, "0")} s` : `${rest} s`;
}

/** As `duration`, but `40 ms` and `3.2 s` where whole seconds say too little. */
export function took(seconds) {
  if (seconds >= 10) return duration(seconds);
  return seconds < 1 ? `${Math.round(Math.max(0, seconds) * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

/** `in 16 h 02 m`, `3 m ago`: as fine as a glance needs. */
export function relative(time) {
  const seconds = (date(time) - Date.now()) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 60) return seconds >= 0 ? "in less than a minute" : "just now";
  const minutes = Math.floor(distance / 60);
  const text =
    minutes < 60 ? `${minutes} m`
    : minutes < 2880 ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} m`
    : `${Math.floor(minutes / 1440)} days`;
  return seconds >= 0 ? `in ${text}` : `${text} ago`;
}

/** Seconds between two times. */
export const between = (start, end) => (date(end) - date(start)) / 1000;

const numbers = new Intl.NumberFormat("en");
/** `1,039.2` */
export const number = (value) => numbers.format(value ?? 0);

/** `1 keyword`, `47 keywords`. */
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

export const credits = (value) => count(value ?? 0, "credit");
