import { h } from "../core/dom.js";
import { clock, full, when } from "../core/format.js";

/** A time: short, with the date and the zone where one points at it. */
export const time = (at, text) => (at ? h("time", { datetime: new Date(at).toISOString(), title: full(at) }, text ?? when(at)) : "–");
export const clockTime = (at) => time(at, clock(at));
