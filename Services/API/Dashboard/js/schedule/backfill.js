// Running a job for planned times that had no run: how many there are is counted before anything is started.

import { h, icon } from "../core/dom.js";
import { toast } from "../core/announce.js";
import { post } from "../core/api.js";
import { open } from "../core/dialog.js";
import { count, zoneText } from "../core/format.js";
import { field, line } from "../parts/field.js";
import { instantOf, localOf } from "./instant.js";

const week = 7 * 86_400_000;
const pause = 300;

/** @param {Function} after Called when it has begun. */
export function askBackfill(job, after) {
  const form = { from: localOf(new Date(Date.now() - week), job.timezone), to: localOf(new Date(), job.timezone) };
  let [found, wrong, timer, asked] = [null, null, null, 0];

  const range = (dryRun) => ({ from: instantOf(form.from, job.timezone), to: instantOf(form.to, job.timezone), dryRun });

  function countThem() {
    clearTimeout(timer);
    found = null;
    const number = (asked += 1);
    timer = setTimeout(async () => {
      let [answer, problem] = [null, null];
      try {
        answer = await post(`/jobs/${job.id}/backfill`, range(true));
      } catch (error) {
        problem = error;
      }
      if (number !== asked) return;
      [found, wrong] = [answer, problem];
      dialog.redraw();
    }, pause);
  }
  const set = (name) => (value) => {
    form[name] = value;
    countThem();
    dialog.redraw();
  };

  const dialog = open({
    title: "Catch up on planned times", text: job.name,
    submit: () => (found?.count > 0 ? `Run it ${found.count === 1 ? "once" : `${found.count} times`}` : "Run"), busy: "Starting", icon: "i-play",
    isBlocked: () => !(found?.count > 0),
    body: () => [
      h("p", { class: "say" }, "It runs for the planned times of this range that have had no run, one after the other."),
      h("div", { class: "fields two-up" },
        field("b-from", "From", (own) => line(own, form.from, set("from"), { type: "datetime-local" }), { error: wrong?.of?.("/from") }),
        field("b-to", "To", (own) => line(own, form.to, set("to"), { type: "datetime-local" }), { error: wrong?.of?.("/to") })),
      h("p", { class: "hint" }, `In ${zoneText(job.timezone)}`),
      h("p", { class: wrong ? "problem" : "note", role: "status", key: "count" }, icon(wrong ? "s-failed" : "i-history"), h("span", {}, wrong ? wrong.message
        : !found ? "Counting…"
        : found.count === 0 ? `No planned time without a run${found.covered > 0 ? `: ${count(found.covered, "time")} had one` : ""}.`
        : `${count(found.count, "planned time")} had no run${found.covered > 0 ? `, ${count(found.covered, "other")} had one` : ""}.`)),
    ],
    async onsubmit() {
      if (!(found?.count > 0)) return false;
      const begun = await post(`/jobs/${job.id}/backfill`, range(false));
      toast("running", `${count(begun.count, "run")} of ${job.name} will start`, "One after the other.");
      after();
    },
  });
  countThem();
}
