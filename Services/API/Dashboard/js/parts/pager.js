import { h } from "../core/dom.js";
import { number } from "../core/format.js";
import { btn } from "./buttons.js";

/** For lists whose pages have numbers. */
export function pager({ number: page, size, count, go }) {
  const last = Math.max(1, Math.ceil(count / size));
  if (last === 1) return h("p", { class: "pager", key: "pager" }, h("span", { class: "muted" }, `${number(count)} in all`));
  return h("nav", { class: "pager", key: "pager", "aria-label": "Pages" },
    btn("Newer", null, { class: "sm", "aria-disabled": page <= 1 ? "true" : null, onclick: () => { if (page > 1) go(page - 1); } }),
    h("span", {}, `Page ${number(page)} of ${number(last)}`, h("span", { class: "muted" }, ` · ${number(count)} in all`)),
    btn("Older", null, { class: "sm", "aria-disabled": page >= last ? "true" : null, onclick: () => { if (page < last) go(page + 1); } }));
}

/** For lists that go on behind a cursor: the cursors of the pages before are kept, so that one can go back. */
export function cursorPager(list) {
  if (!list.cursors.length && !list.next) return null;
  return h("nav", { class: "pager", key: "pager", "aria-label": "Pages" },
    btn("Previous", null, { class: "sm", "aria-disabled": list.cursors.length ? null : "true", onclick: () => list.back() }),
    h("span", {}, `Page ${list.cursors.length + 1}`),
    btn("Next", null, { class: "sm", "aria-disabled": list.next ? null : "true", onclick: () => list.forth() }));
}
