// What pages have in common: their head, tabs, and what stands where nothing is.

import { h, icon } from "../core/dom.js";
import { zoneText } from "../core/format.js";

/** @param {object} options `crumbs` [[label, href]…] or `site`, the selector; `title`, `chip`, `meta` (nodes), `actions` (nodes) */
export function head({ crumbs = [], site = null, title, chip, meta = [], actions = [], zone = true }) {
  return h("div", { class: "head", key: "head" },
    h("div", { class: "grow" },
      site && h("div", { class: "crumb" }, site),
      crumbs.length > 0 && h("nav", { class: "crumb", "aria-label": "Breadcrumb" },
        crumbs.map(([label, href], index) => [index > 0 && icon("i-chevr"), href ? h("a", { href }, label) : h("span", {}, label)])),
      h("div", { class: "title" }, h("h1", {}, title), chip),
      h("p", { class: "meta" }, meta.filter(Boolean).map((node) => h("span", {}, node)), zone && h("span", {}, icon("i-globe"), zoneText()))),
    actions.some(Boolean) && h("div", { class: "row acts-h" }, actions));
}

/** @param {Array} items [[id, label, href, count]…] */
export const tabs = (label, items, current) =>
  h("nav", { class: "tabs", "aria-label": label, key: "tabs" },
    items.map(([id, text, href, number]) =>
      h("a", { href, "aria-current": id === current ? "page" : null, key: id }, text, number != null && h("span", { class: "n" }, number))));

export const empty = (title, text, ...actions) =>
  h("div", { class: "empty", key: "empty" }, h("h2", {}, title), h("p", {}, text), actions.some(Boolean) && h("div", { class: "row" }, actions));

/** Stands where the page will be, the first time that it is loaded. */
export const skeleton = (rows = 3) =>
  h("div", { class: "skeleton", key: "skeleton", role: "status" }, h("span", { class: "sr" }, "Loading"), Array.from({ length: rows }, () => h("i", {})));

export const broken = (problem, again) =>
  h("div", { class: "card empty", key: "broken", role: "alert" }, icon("s-failed", "big"), h("h2", {}, "This could not be loaded"), h("p", {}, problem.message),
    h("div", { class: "row" }, h("button", { type: "button", class: "btn", onclick: again }, "Try again")));
