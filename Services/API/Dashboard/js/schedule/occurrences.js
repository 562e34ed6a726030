// The planned times of a job: those to come, which can be left out, and what became of those that have come.

import { h } from "../core/dom.js";
import { fail, toast } from "../core/announce.js";
import { get, post } from "../core/api.js";
import { relative } from "../core/format.js";
import { href } from "../core/router.js";
import { action, btn } from "../parts/buttons.js";
import { CursorList } from "../parts/list.js";
import { cursorPager } from "../parts/pager.js";
import { sentence } from "../parts/field.js";
import { statusIcon } from "../parts/status.js";
import { askBackfill } from "./backfill.js";
import { localText } from "./fields.js";

const OUTCOMES = {
  started: ["success", "Started"], dispatched: ["running", "Under way"], waiting: ["waiting", "Waits for the run in progress"],
  skipped: ["skipped", "Left out"], coalesced: ["superseded", "A later one was started instead"], missed: ["failed", "Missed"],
};
const CODES = {
  already_running: "a run was in progress", paused: "the job was paused", not_active: "the job was not active", left_out: "somebody has left it out",
  not_in_window: "it was too late when it was found", not_caught_up: "missed times are not caught up", expired: "it could not begin in time",
};

export class Occurrences {
  fires = null;

  /** @param {Function} runHref The address of a run. */
  constructor(app, id, runHref) {
    [this.app, this.id, this.runHref] = [app, id, runHref];
    this.busy = new Set();
    this.list = new CursorList((cursor) => get(`/jobs/${id}/occurrences?limit=10${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`), () => app.draw());
  }

  async load() {
    if (!this.app.can("jobs:view")) return;
    [this.fires] = await Promise.all([get(`/jobs/${this.id}/fires?count=5`), this.list.load()]);
    this.app.draw();
  }

  async skip(fire) {
    this.busy.add(fire.at);
    this.app.draw();
    try {
      await post(`/jobs/${this.id}/occurrences/skip`, { plannedAt: fire.at });
      toast("skipped", "This time is left out", `${localText(fire.local)}. The times after it stay as they are.`);
      await this.load();
    } catch (problem) {
      fail("This time could not be left out", problem);
    }
    this.busy.delete(fire.at);
    this.app.draw();
  }

  // MARK: - Drawing

  /** @param {object} job With `name`, `status` and `timezone`. */
  render(job) {
    const { app, fires, list } = this;
    if (!app.can("jobs:view") || !fires || !list.items) return null;
    const isOff = job.status !== "active";
    const gone = new Set(list.items.filter((one) => one.code === "left_out").map((one) => one.plannedAt));
    const past = list.items.filter((one) => !(gone.has(one.plannedAt) && new Date(one.plannedAt) > new Date()));
    return h("section", { class: "card times", key: "times", "aria-label": "Planned times" },
      h("div", { class: "panel-h" }, h("h2", {}, "Planned times"), h("span", { class: "sub grow" }, fires.timezone),
        app.can("jobs:run") && fires.items.length > 0 && btn("Catch up", "i-history", { class: "sm", onclick: () => askBackfill(job, () => this.load().catch(() => {})) })),
      fires.items.length === 0
        ? h("p", { class: "none" }, "There is no schedule: it runs when it is told to.")
        : h("ul", { class: "tlist", key: "next", "aria-label": "To come" }, fires.items.map((fire) => h("li", { key: fire.at },
          statusIcon(gone.has(fire.at) ? "skipped" : isOff ? "paused" : "active", "", gone.has(fire.at) ? "Left out" : isOff ? "Not active" : "Planned"),
          h("div", { class: "grow" }, h("time", { datetime: fire.at }, localText(fire.local)),
            h("p", { class: "s2" }, gone.has(fire.at) ? "Left out" : isOff ? "Does not run while the job is not active" : relative(fire.at), fire.reason && `. ${sentence(fire.reason)}`)),
          !gone.has(fire.at) && app.can("jobs:edit") && action(fire.at, this.busy, "Skip", "s-skipped", () => this.skip(fire), { class: "sm quiet", "aria-label": `Skip ${localText(fire.local)}` })))),
      past.length > 0 && h("h3", { key: "h-past" }, "Those that have come"),
      past.length > 0 && h("ul", { class: "tlist", key: "past", "aria-label": "Those that have come" }, past.map((one) => this.past(one))),
      cursorPager(list));
  }

  past(one) {
    const [kind, text] = OUTCOMES[one.outcome] ?? ["info", one.outcome];
    const why = CODES[one.code] ?? one.detail ?? one.code;
    return h("li", { key: one.plannedAt }, statusIcon(kind, "", text),
      h("div", { class: "grow" }, h("time", { datetime: one.plannedAt }, localText(one.local)),
        h("p", { class: "s2" }, text, why && one.outcome !== "started" && `: ${why}`, one.reason && `. ${sentence(one.reason)}`, one.backfillId && ". Caught up")),
      one.runId && h("a", { href: this.runHref(one.runId) }, "Run", h("span", { class: "sr" }, ` planned for ${localText(one.local)}`)));
  }
}

export const runHref = (id) => href(["runs", id]);
