// A run of any kind: what it did, stage by stage, and its whole log.

import { h, icon } from "../core/dom.js";
import { fail } from "../core/announce.js";
import { get, post } from "../core/api.js";
import { confirm } from "../core/dialog.js";
import { between, credits, duration, number } from "../core/format.js";
import { href } from "../core/router.js";
import { action, btn, link } from "../parts/buttons.js";
import { head, skeleton, tabs } from "../parts/page.js";
import { chip, statusIcon } from "../parts/status.js";
import { time } from "../parts/time.js";
import { save } from "../automation/feed.js";
import { STAGES, items, outcome } from "../automation/stages.js";
import { RunLog } from "./log.js";

const ACTIVE = ["pending", "running", "pausing", "paused", "waiting_review"];
const TRIGGERS = { manual: "By hand", scheduled: "By its schedule", api: "Over the API", message: "By a message", webhook: "By a webhook", backfill: "To catch up" };

export class RunPage {
  constructor(app, id) {
    [this.app, this.id] = [app, id];
    this.run = null;
    this.busy = new Set();
    this.log = new RunLog(app, id);
    this.tab = "summary";
    this.ticking = setInterval(() => { if (this.run?.status === "running") app.draw(); }, 1000);
  }

  title() { return this.run ? `Run of ${this.run.jobName}` : "Run"; }
  isLoaded() { return this.run != null; }
  interval() { return this.run && ACTIVE.includes(this.run.status) ? (this.run.status === "paused" ? 10_000 : 3000) : null; }
  stop() { clearInterval(this.ticking); this.log.stop(); clearTimeout(this.timer); }

  route({ parts, query }) {
    this.tab = parts[2] === "log" ? "log" : "summary";
    this.log.choose(query.get("stage"));
    if (this.tab === "log") this.log.load().catch(() => {});
  }

  async load() {
    this.run = await get(`/runs/${this.id}`);
    this.log.run = this.run;
    if (this.tab === "log") await this.log.load();
    this.app.draw();
  }

  event(event) {
    if (event.runid !== this.run?.id || event.type.includes("batch.progress")) return;
    this.log.add(event);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      get(`/runs/${this.id}`).then((run) => { this.run = run; this.app.draw(); }).catch(() => {});
    }, 500);
    this.app.draw();
  }

  async act(id, path, body) {
    this.busy.add(id);
    this.app.draw();
    try {
      await post(`/runs/${this.run.id}/${path}`, body);
      await this.load();
    } catch (problem) {
      fail("That was not possible", problem);
    }
    this.busy.delete(id);
    this.app.draw();
  }

  cancel() {
    confirm({
      title: "Cancel this run?", text: "The batch in flight is given up and nothing more starts. Everything made so far is kept. A cancelled run cannot be resumed.",
      submit: "Cancel the run", danger: true, busy: "Cancelling",
      action: async () => { await post(`/runs/${this.run.id}/cancel`); await this.load(); },
    });
  }

  render() {
    const { run } = this;
    if (!run) return [head({ crumbs: [["Runs", "#/runs"]], title: "Run" }), skeleton(4)];
    const site = this.app.sites.list.find((known) => known.id === run.siteId);
    return [
      head({
        crumbs: [["Runs", "#/runs"], [run.jobName, site && run.type === "content" ? href(["automation", site.id]) : "#/jobs"]],
        title: `Run of ${run.jobName}`,
        chip: chip(run.status),
        meta: [[TRIGGERS[run.trigger] ?? run.trigger, ", ", time(run.startedAt ?? run.createdAt)], h("code", {}, run.runKey)],
        actions: this.actions(run, site),
      }),
      tabs("Run", [["summary", "Summary", href(["runs", this.id])], ["log", "Log", href(["runs", this.id, "log"])]], this.tab),
      ...(this.tab === "log" ? this.log.render() : this.summary(run)),
    ];
  }

  actions(run, site) {
    const buttons = [];
    if (run.type === "content" && site) buttons.push(link("Open pipeline", "i-pipeline", href(["automation", site.id])));
    if (run.type === "report" && this.app.can("reports:view")) buttons.push(link("Open execution", "i-report", href(["executions", run.id])));
    if (!this.app.can("jobs:run")) return buttons;
    if (ACTIVE.includes(run.status)) buttons.push(action("cancel", this.busy, "Cancel run", "i-x", () => this.cancel()));
    if (run.status === "running") buttons.push(action("pause", this.busy, "Pause run", "i-pause", () => this.act("pause", "pause")));
    if (run.status === "paused") buttons.push(action("resume", this.busy, "Resume run", "i-resume", () => this.act("resume", "resume"), { class: "primary" }));
    if (run.status === "failed") buttons.push(action("retry", this.busy, "Retry from where it failed", "i-retry", () => this.act("retry", "retry"), { class: "primary" }));
    if (run.status === "partial" && run.generated && !run.sent) buttons.push(action("send", this.busy, "Send now", "i-mail", () => this.act("send", "send"), { class: "primary" }));
    return buttons;
  }

  summary(run) {
    const end = run.completedAt ?? new Date();
    const facts = [
      ["Run", h("code", {}, run.runKey)], ["Started", time(run.startedAt)], ["Ended", run.completedAt ? time(run.completedAt) : "not yet"],
      ["Took", run.startedAt ? duration(between(run.startedAt, end)) : "–"], ["Attempts", number(run.attempts)],
      ["Credits", number(run.credits)], ["Cost of models", run.cost ? `${run.cost.toFixed(4)} USD` : "none"],
      run.type === "newsletter" && ["Recipients", run.sent ? number(run.recipients) : "not sent"],
      run.plannedAt && ["Planned for", time(run.plannedAt)],
    ].filter(Boolean);
    return [
      run.error && h("section", { class: "card err", key: "error", "aria-label": "Error" },
        h("div", { class: "eh" }, statusIcon(run.status === "partial" ? "partial" : "failed", "lg"),
          h("div", { class: "grow" }, h("h2", {}, run.error), h("p", {}, run.errorDetail?.stage ? `At stage ${run.errorDetail.stage}. What was done before is kept, and a retry goes on from there.` : "What was done before is kept."))),
        run.errorDetail && h("details", {}, h("summary", {}, icon("i-chev"), "All that is known of it"), h("pre", { tabindex: 0 }, JSON.stringify(run.errorDetail, null, 2)))),
      h("div", { class: "two", key: "two" },
        h("section", { class: "card tw", "aria-label": "Stages" }, h("div", { class: "panel-h" }, h("h2", {}, "Stages")),
          run.stages.length === 0 ? h("p", { class: "none" }, "No stage has begun yet.") :
          h("table", { class: "jt" }, h("thead", {}, h("tr", {}, ["Stage", "Result", "Took", "Credits"].map((name) => h("th", { scope: "col" }, name)), h("th", { scope: "col" }, h("span", { class: "sr" }, "Log")))),
            h("tbody", {}, run.stages.map((stage) => this.stage(run, stage))))),
        h("section", { class: "card", "aria-label": "Facts" }, h("div", { class: "panel-h" }, h("h2", {}, "Facts")),
          h("dl", { class: "kv" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
          run.type === "content" && h("div", { class: "df" },
            btn("Log as text", "i-download", { class: "sm", onclick: () => save({ id: run.id, run_id: run.runKey }, "text", "log") }),
            btn("All logs, zip", "i-download", { class: "sm", onclick: () => save({ id: run.id, run_id: run.runKey }, "zip", "zip") })))),
    ];
  }

  stage(run, row) {
    const known = run.type === "content" ? STAGES[row.number - 1] : null;
    const result = known ? outcome(known, row.result) : `${number(row.processed)} of ${number(row.total)}`;
    const left = row.leftOut?.length ?? 0;
    const status = row.status === "running" && !ACTIVE.includes(run.status) ? run.status : row.status === "running" && run.status === "paused" ? "paused" : row.status;
    return h("tr", { key: String(row.number) },
      h("td", { class: "c-name" }, h("div", { class: "lr" }, statusIcon(status), h("b", {}, `${row.number} ${row.name}`))),
      h("td", { class: "c-last" }, row.status === "skipped" ? "Nothing to do" : result || `${number(row.processed)} of ${number(row.total)}`,
        row.failed > 0 && h("p", { class: "s2 bad" }, `${number(row.failed)} failed`), left > 0 && h("p", { class: "s2" }, `${known ? items(known, left) : left} left out`)),
      h("td", { class: "c-num" }, row.startedAt ? duration(between(row.startedAt, row.completedAt ?? run.completedAt ?? new Date())) : "–"),
      h("td", { class: "c-num" }, row.credits ? credits(row.credits) : "–"),
      h("td", { class: "c-act" }, h("a", { href: href(["runs", this.id, "log"], { stage: row.number }) }, "Log", h("span", { class: "sr" }, ` of stage ${row.number}`))));
  }
}
