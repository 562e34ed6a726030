// Times of a zone as instants, for fields in which people write local times.

function offset(at, zone) {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [null, "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The instant of `2026-11-23T09:00` in a zone; `null` for what is no time. */
export function instantOf(local, zone) {
  const utc = Date.parse(`${local}Z`);
  if (Number.isNaN(utc)) return null;
  // The offset is that of the instant, which is known only with the offset; the second look is right but for a gap.
  const near = utc - offset(utc, zone);
  return new Date(utc - offset(near, zone)).toISOString();
}

/** `2026-11-23T09:00` of an instant in a zone. */
export const localOf = (at, zone) => new Date(at.getTime() + offset(at, zone)).toISOString().slice(0, 16);
