// What is said: to readers of screens, and as notes in the corner.

import { h, icon } from "./dom.js";
import { statusIcon, tones } from "../parts/status.js";

/** @param {boolean} isUrgent Interrupts what is being read. */
export function announce(text, isUrgent = false) {
  const region = document.getElementById(isUrgent ? "urgent" : "polite");
  // The same text twice is not read twice, unless the region was empty between.
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 60);
}

/**
 * A note. Failures stay until they are dismissed.
 *
 * @param {string} kind A status: `success`, `failed`, `partial`, `paused` …
 * @param {?object} link `{label, href}`
 */
export function toast(kind, title, text = "", link = null) {
  const note = h("div", { class: `toast t-${tones(kind)}` }, statusIcon(kind, "lg"),
    h("div", { class: "grow" }, h("strong", {}, title), text && h("p", {}, text),
      link && h("a", { href: link.href, onclick: () => note.remove() }, link.label)),
    h("button", { type: "button", class: "btn icon quiet", title: "Dismiss", onclick: () => note.remove() }, icon("i-x", "", "Dismiss")));
  const stack = document.getElementById("toasts");
  stack.append(note);
  while (stack.children.length > 4) stack.firstChild.remove();
  announce(`${title}. ${text}`, kind === "failed");
  if (kind !== "failed") {
    // Not while somebody is about to press the link in it.
    const leave = () => (note.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : note.remove());
    setTimeout(leave, 8000);
  }
}

/** What went wrong, with the way to the run that was in the way. */
export function fail(title, problem) {
  const link = problem.runId ? { label: "Open the run in progress", href: `#/runs/${problem.runId}` } : null;
  toast("failed", title, problem.message, link);
}
