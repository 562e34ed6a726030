// Executions as a table, and the changes in it that are told to those who do not see it.

import { h } from "../core/dom.js";
import { announce } from "../core/announce.js";
import { between, exact, took } from "../core/format.js";
import { href } from "../core/router.js";
import { time } from "../parts/time.js";
import { TRIGGERS } from "../parts/words.js";
import { executionChip, sourcesText, wordOf } from "./status.js";

/** @param {boolean} isOfOne Whether all of them are of one report, whose name says nothing then. */
export function executionTable(items, isOfOne = false) {
  return h("table", { class: "jt" },
    h("thead", {}, h("tr", {}, [isOfOne ? "Execution" : "Report", "Status", !isOfOne && "Started", "Took", "Trigger", "Sources"].filter(Boolean).map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, items.map((execution) => h("tr", { key: execution.id },
      h("td", { class: "c-name" }, h("a", { href: href(["executions", execution.id]) }, h("b", {}, isOfOne ? exact(execution.startedAt ?? execution.createdAt) : execution.templateName)),
        execution.errorMessage && execution.runStatus !== "cancelled" && h("p", { class: "s2 clip2", title: execution.errorMessage }, execution.errorMessage)),
      h("td", { class: "c-state" }, executionChip(execution)),
      !isOfOne && h("td", { class: "c-when" }, time(execution.startedAt ?? execution.createdAt)),
      h("td", { class: "c-num" }, execution.startedAt ? took(between(execution.startedAt, execution.completedAt ?? new Date())) : "–"),
      h("td", { class: "c-last" }, TRIGGERS[execution.trigger] ?? execution.trigger, execution.replayOf && h("p", { class: "s2" }, "Replay")),
      h("td", { class: "c-act", "data-label": "Sources" }, sourcesText(execution))))));
}

/** Says what has changed between two readings of a list, and not more than an ear can bear. */
export function tellChanges(before, after) {
  if (!before) return;
  const known = new Map(before.map((execution) => [execution.id, wordOf(execution)]));
  const news = after.filter((execution) => known.has(execution.id) && known.get(execution.id) !== wordOf(execution));
  if (news.length === 0) return;
  const more = news.length > 2 ? ` And ${news.length - 2} more have changed.` : "";
  announce(news.slice(0, 2).map((execution) => `${execution.templateName}: ${wordOf(execution)}.`).join(" ") + more);
}
