// What the fields of schedules have in common.

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const zones = () => (Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : []);

/** `9`, `9am`, `9:5` and `09:05` are times; anything else is left for the server to refuse. */
export function readTime(text) {
  const found = /^\s*(\d{1,2})(?:[:.](\d{1,2}))?\s*(am|pm)?\s*$/i.exec(text);
  if (!found) return text.trim();
  let hours = Number(found[1]);
  const half = found[3]?.toLowerCase();
  if (half) hours = (hours % 12) + (half === "pm" ? 12 : 0);
  return `${String(hours).padStart(2, "0")}:${(found[2] ?? "0").padStart(2, "0")}`;
}

const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** A time on the wall clock of a schedule's own zone, `2026-11-23T09:00`, as `Mon, 23 Nov 2026, 09:00`. */
export function localText(local) {
  const [date, time] = local.split("T");
  return `${wall.format(new Date(`${date}T00:00:00Z`))}, ${time.slice(0, 5)}`;
}
