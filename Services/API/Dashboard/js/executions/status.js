// How executions stand, in the words of their interface, with what these words leave out.

import { chip, statusIcon } from "../parts/status.js";

export const STATUSES = ["Pending", "Running", "Success", "Error"];

export const isOver = (execution) => ["Success", "Error"].includes(execution.status);

/** The state that stands for it on our screens. */
export function kindOf({ status, partial, runStatus }) {
  if (runStatus === "cancelled") return "cancelled";
  if (partial) return "partial";
  if (status === "Running" && runStatus === "paused") return "paused";
  return { Pending: "pending", Running: "running", Success: "success", Error: "failed" }[status] ?? "info";
}

export function wordOf(execution) {
  const more = { cancelled: ", cancelled", partial: ", partial", paused: ", paused" }[kindOf(execution)] ?? "";
  return execution.status + more;
}

export const executionChip = (execution) => chip(kindOf(execution), wordOf(execution));
export const executionIcon = (execution, classes) => statusIcon(kindOf(execution), classes, wordOf(execution));

/** `2 of 3`: how many gave something. */
export function sourcesText({ sources }) {
  if (!sources?.length) return "–";
  const good = sources.filter((source) => source.status === "ok").length;
  return `${good} of ${sources.length}`;
}
