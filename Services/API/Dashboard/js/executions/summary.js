// What is known of an execution: what went wrong, what each source gave, and each try.

import { h, icon } from "../core/dom.js";
import { between, count, took, number } from "../core/format.js";
import { href } from "../core/router.js";
import { empty } from "../parts/page.js";
import { statusIcon } from "../parts/status.js";
import { time } from "../parts/time.js";
import { isOver } from "./status.js";

const STAGES = { collect: "Collect data", generate: "Write the report", deliver: "Send it" };

export function summary(page, execution) {
  return [
    wrong(execution),
    h("div", { class: "two", key: "two" },
      h("div", { class: "stack-v", key: "left" }, sources(execution), attempts(execution)),
      facts(execution)),
  ];
}

function wrong(execution) {
  if (!execution.errorMessage || execution.runStatus === "cancelled") return null;
  const { errorDetail, partial } = execution;
  return h("section", { class: partial ? "card err is-partial" : "card err", key: "error", "aria-label": partial ? "What is missing" : "Error" },
    h("div", { class: "eh" }, statusIcon(partial ? "partial" : "failed", "lg"),
      h("div", { class: "grow" }, h("h2", {}, execution.errorMessage),
        h("p", {}, partial
          ? "The report is partial: it was written from the sources that gave something, and names the others."
          : `${errorDetail?.stage ? `At stage ${errorDetail.stage}. ` : ""}What was done before is kept.`))),
    errorDetail && h("details", {}, h("summary", {}, icon("i-chev"), "All that is known of it"), h("pre", { tabindex: 0 }, errorText(errorDetail))));
}

/** The detail as it was written, where it is a text: a stack reads badly in JSON. */
function errorText(error) {
  const { detail, ...rest } = error;
  if (typeof detail !== "string") return JSON.stringify(error, null, 2);
  return `${Object.entries(rest).map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`).join("\n")}\n\n${detail}`;
}

function sources({ sources: rows, ...execution }) {
  const good = rows.filter((row) => row.status === "ok").length;
  return h("section", { class: "card tw", "aria-label": "Sources", key: "sources" },
    h("div", { class: "panel-h" }, h("h2", {}, "Sources"), rows.length > 0 && h("span", { class: "sub" }, `${good} of ${count(rows.length, "source")} gave something`)),
    rows.length === 0 ? h("p", { class: "none" }, isOver(execution) ? "Nothing was collected." : "They are being asked.") :
    h("table", { class: "jt" }, h("thead", {}, h("tr", {}, ["Source", "Outcome", "Tries", "Took", "Size"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map((row) => h("tr", { key: row.name },
        h("td", { class: "c-name" }, h("div", { class: "lr" }, statusIcon(row.status === "ok" ? "success" : "failed"), h("b", {}, row.name))),
        h("td", { class: "c-last" }, row.status === "ok" ? "Read" : h("span", { class: "bad" }, "Failed"), row.truncated && h("p", { class: "s2" }, "Cut off: there was more"),
          row.error && h("p", { class: "s2 why-src" }, row.error, row.code && [" ", h("code", {}, row.code)])),
        h("td", { class: "c-num" }, number(row.tries)),
        h("td", { class: "c-num" }, row.ms == null ? "–" : took(row.ms / 1000)),
        h("td", { class: "c-act", "data-label": "Size" }, row.status === "ok" ? bytes(row.bytes) : "–"))))));
}

const bytes = (value) => (value == null ? "–" : value < 1000 ? `${number(value)} B` : value < 1e6 ? `${number(Math.round(value / 100) / 10)} kB` : `${number(Math.round(value / 1e5) / 10)} MB`);

function attempts({ attempts: rows }) {
  return h("section", { class: "card", "aria-label": "Attempts", key: "attempts" }, h("div", { class: "panel-h" }, h("h2", {}, "Attempts")),
    rows.length === 0 ? empty("None yet", "Each try of each stage is listed here when it has ended.") :
    h("ul", { class: "tries" }, rows.map((row) => h("li", { key: `${row.stage}-${row.number}` },
      statusIcon(row.status === "completed" ? "success" : "failed"),
      h("div", { class: "grow" },
        h("p", {}, h("b", {}, STAGES[row.name.toLowerCase()] ?? row.name), row.number > 1 || row.error ? `, try ${row.number}` : "", h("span", { class: "muted" }, " · ", time(row.at))),
        row.error && h("p", { class: "bad" }, row.error.message ?? row.error.code),
        row.error && h("details", { class: "adv" }, h("summary", {}, icon("i-chev"), "The whole error"), h("pre", { tabindex: 0 }, errorText(row.error))))))));
}

function facts(execution) {
  const { replayOf, contentRef } = execution;
  const rows = [
    ["Status", `${execution.status}${execution.partial ? ", partial" : ""}`],
    ["Started", time(execution.startedAt)],
    ["Ended", execution.completedAt ? time(execution.completedAt) : "Not yet"],
    ["Took", execution.startedAt ? took(between(execution.startedAt, execution.completedAt ?? new Date())) : "–"],
    execution.plannedAt && ["Planned for", time(execution.plannedAt)],
    ["Report", contentRef ? h("a", { href: href(["executions", execution.id, "output"]) }, "Read it") : "Not written"],
    ["Input", execution.snapshot ? h("a", { href: href(["executions", execution.id, "snapshot"]) }, "Look into the snapshot") : "Not kept"],
    ["Recipients", execution.sent ? number(execution.recipients) : "Not sent"],
    ["Cost of models", execution.cost ? `${execution.cost.toFixed(4)} USD` : "None"],
    replayOf && ["Replay of", h("a", { href: href(["executions", replayOf]) }, "Another execution")],
    ["Run", h("code", {}, execution.runKey)],
  ].filter(Boolean);
  return h("section", { class: "card", "aria-label": "Facts", key: "facts" }, h("div", { class: "panel-h" }, h("h2", {}, "Facts")),
    h("dl", { class: "kv" }, rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])));
}
