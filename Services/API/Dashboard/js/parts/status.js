// One vocabulary of states for all screens: each with a shape, a word and a tone, so that none is told by colour alone.

import { h, icon, sr } from "../core/dom.js";

const STATUS = {
  success: ["s-success", "Succeeded", "ok"],
  completed: ["s-success", "Completed", "ok"],
  failed: ["s-failed", "Failed", "fail"],
  running: ["s-running", "Running", "run"],
  pending: ["s-queued", "Queued", "idle"],
  waiting: ["s-queued", "Waiting", "idle"],
  pausing: ["s-paused", "Pausing", "warn"],
  paused: ["s-paused", "Paused", "warn"],
  partial: ["s-partial", "Partial", "warn"],
  cancelled: ["s-cancelled", "Cancelled", "idle"],
  waiting_review: ["s-review", "Waiting for review", "gate"],
  gate: ["s-review", "Manual gate", "gate"],
  active: ["s-active", "Active", "ok"],
  draft: ["s-draft", "Draft", "idle"],
  skipped: ["s-skipped", "Skipped", "idle"],
  retrying: ["s-retrying", "Retrying", "run"],
  info: ["s-info", "Info", "idle"],
  warning: ["s-warn", "Warning", "warn"],
  error: ["s-failed", "Error", "fail"],
  // Items
  new: ["s-queued", "New", "run"],
  mapped: ["s-success", "Mapped", "ok"],
  queued: ["s-queued", "Queued", "idle"],
  review: ["s-review", "In review", "gate"],
  approved: ["s-success", "Approved", "ok"],
  rejected: ["s-cancelled", "Rejected", "fail"],
  superseded: ["s-retrying", "Superseded", "idle"],
  generated: ["s-success", "Generated", "ok"],
  disabled: ["s-cancelled", "Disabled", "idle"],
};

const known = (kind) => STATUS[kind] ?? ["s-info", String(kind ?? "").replaceAll("_", " "), "idle"];

export const tones = (kind) => known(kind)[2];
export const word = (kind) => known(kind)[1];

/** A word in a pill. */
export function chip(kind, text) {
  const [shape, label, tone] = known(kind);
  return h("span", { class: `chip t-${tone}` }, icon(shape, kind === "running" || kind === "retrying" ? "spin" : ""), text ?? label);
}

/** The shape alone; the word is there for those who do not see it. */
export function statusIcon(kind, classes = "", label) {
  const [shape, text, tone] = known(kind);
  return h("span", { class: `st t-${tone} ${classes}`.trim(), title: label ?? text }, icon(shape, kind === "running" ? "spin" : ""), sr(label ?? text));
}

/** The state of a run as `/automation` tells it, in the word of our screens. */
export function runState(run) {
  if (run.is_cancelled) return "cancelled";
  if (run.is_pending) return "pending";
  if (run.is_pausing) return "pausing";
  if (run.is_partial) return "partial";
  return run.status;
}
