// JSON to look into: a tree whose branches are closed, and made when somebody opens them.

import { h } from "../core/dom.js";
import { count } from "../core/format.js";

/** More children than this are not shown at once. */
const limit = 100;

const isBranch = (value) => typeof value === "object" && value !== null;
const entriesOf = (value) => (Array.isArray(value) ? value.map((one, index) => [index, one]) : Object.entries(value));
const sizeOf = (value) => (Array.isArray(value) ? count(value.length, "element") : count(Object.keys(value).length, "member"));

function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return h("code", { class: `j-${kind}` }, JSON.stringify(value));
}

/** The rows of a value's members, from one on; the rest is behind a button. */
function rows(value, from = 0) {
  const entries = entriesOf(value);
  const shown = entries.slice(from, from + limit).map(([name, one]) => node(name, one));
  const left = entries.length - from - limit;
  if (left > 0) {
    const more = h("li", {}, h("button", { type: "button", class: "linkish", onclick: () => more.replaceWith(...rows(value, from + limit)) }, `Show ${Math.min(left, limit)} more of ${left}`));
    shown.push(more);
  }
  return shown;
}

function node(name, value, isOpen = false) {
  if (!isBranch(value)) return h("li", {}, h("span", { class: "j-key" }, name), leaf(value));
  const list = h("ul", {});
  const branch = h("details", { open: isOpen }, h("summary", {}, h("span", { class: "j-key" }, name), h("small", {}, sizeOf(value))), list);
  const fill = () => { if (branch.open && list.childElementCount === 0) list.append(...rows(value)); };
  branch.addEventListener("toggle", fill);
  if (isOpen) fill();
  return h("li", {}, branch);
}

/** @returns {HTMLElement} Made once: what somebody has opened is not to be drawn anew. Keep it, and give it to `h` again. */
export const jsonTree = (name, value, isOpen = false) => h("ul", { class: "json", opaque: true }, node(name, value, isOpen));
