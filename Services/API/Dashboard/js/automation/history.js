// The runs of a site, page by page.

import { h } from "../core/dom.js";
import { get } from "../core/api.js";
import { between, duration, number } from "../core/format.js";
import { go, href } from "../core/router.js";
import { pager } from "../parts/pager.js";
import { broken, empty, skeleton } from "../parts/page.js";
import { chip, runState } from "../parts/status.js";
import { time } from "../parts/time.js";
import { STAGES } from "./stages.js";

const size = 20;

export class History {
  constructor(app, site) {
    [this.app, this.site] = [app, site];
    this.page = 1;
    this.runs = null;
    this.count = 0;
    this.problem = null;
  }

  show(page) {
    this.page = Number.isInteger(page) && page > 0 ? page : 1;
    this.load();
  }

  /** Something happened that a list of runs shows. */
  touch() {
    if (!this.runs) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 800);
  }

  async load() {
    try {
      const answer = await get(`/automation/history?site_id=${this.site.id}&page=${this.page}&page_size=${size}`);
      [this.runs, this.count, this.problem] = [answer.results, answer.count, null];
    } catch (problem) {
      this.problem = problem;
    }
    this.app.draw();
  }

  render() {
    if (this.problem && !this.runs) return [broken(this.problem, () => this.load())];
    if (!this.runs) return [skeleton(5)];
    if (this.count === 0) {
      return [h("section", { class: "card", key: "none" }, empty("No runs yet", "Each run of the pipeline is kept here with what it made, what it cost and its logs."))];
    }
    return [
      h("section", { class: "card tw", key: "runs", "aria-label": "Runs" },
        h("table", { class: "jt" },
          h("thead", {}, h("tr", {}, ["Run", "Status", "Started", "Took", "Stages", "Made", "Credits"].map((name) => h("th", { scope: "col" }, name)))),
          h("tbody", {}, this.runs.map((run) => row(run))))),
      pager({ number: this.page, size, count: this.count, go: (page) => go(href(["automation", this.site.id, "history"], { page })) }),
    ];
  }
}

function row(run) {
  const kind = runState(run);
  const stages = STAGES.filter((stage) => run[`stage_${stage.number}_result`]).length;
  const made = [[run.stage_4_result?.content_created, "articles"], [run.stage_6_result?.images_generated, "images"]]
    .filter(([value]) => value > 0).map(([value, words]) => `${number(value)} ${value === 1 ? words.slice(0, -1) : words}`);
  const end = run.completed_at ?? new Date().toISOString();
  return h("tr", { key: run.id },
    h("td", { class: "c-name" }, h("a", { href: href(["runs", run.id]) }, h("code", {}, run.run_id)),
      h("p", { class: "s2" }, { manual: "By hand", scheduled: "By schedule", api: "API", message: "Message", webhook: "Webhook", backfill: "Catch-up" }[run.trigger_type] ?? run.trigger_type, run.attempt > 1 ? `, ${run.attempt} attempts` : "")),
    h("td", { class: "c-state" }, chip(kind), run.error_message && kind === "failed" && h("p", { class: "s2 clip", title: run.error_message }, run.error_message)),
    h("td", { class: "c-when" }, time(run.started_at)),
    h("td", { class: "c-num" }, duration(between(run.started_at, end))),
    h("td", { class: "c-num" }, `${stages} of 7`),
    h("td", { class: "c-last" }, made.length ? made.join(", ") : "–"),
    h("td", { class: "c-act", "data-label": "Credits" }, number(run.total_credits_used)));
}
