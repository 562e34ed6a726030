// The content pipeline of a site: its schedule, the run in progress or the latest one, and the runs before.

import { h } from "../core/dom.js";
import { announce, fail, toast } from "../core/announce.js";
import { change, get, post } from "../core/api.js";
import { confirm } from "../core/dialog.js";
import { href } from "../core/router.js";
import { action } from "../parts/buttons.js";
import { head, skeleton, tabs } from "../parts/page.js";
import { chip, runState } from "../parts/status.js";
import { time } from "../parts/time.js";
import { siteSelector } from "../sites/selector.js";
import { stageCards } from "./cards.js";
import { configure } from "./configure.js";
import { Feed } from "./feed.js";
import { History } from "./history.js";
import { overview } from "./overview.js";
import { runNow } from "./runnow.js";
import { scheduleCard, scheduleOf } from "./schedule.js";
import { stageName } from "./stages.js";

const TRIGGERS = { manual: "started by hand", scheduled: "started by the schedule", api: "started over the API", message: "started by a message", webhook: "started by a webhook", backfill: "started to catch up" };

/** Between two requests for the same snapshot, however much happens. */
const pace = 600;

export class AutomationPage {
  constructor(app, site) {
    this.app = app;
    this.site = site;
    this.state = null;
    this.config = null;
    this.plan = null;
    this.busy = new Set();
    this.feed = new Feed(app);
    this.history = new History(app, site);
    this.tab = "pipeline";
    // Elapsed times move on by the second; what is ahead is the server's word.
    this.ticking = setInterval(() => { if (this.isActive && this.tab === "pipeline") app.draw(); }, 1000);
  }

  title() { return "Content pipeline"; }
  isLoaded() { return this.state != null; }
  stop() {
    clearInterval(this.ticking);
    clearTimeout(this.asking);
  }

  get run() { return this.state?.run ?? null; }
  get isActive() { return this.run?.status === "running"; }

  route({ parts, query }) {
    this.tab = parts[2] === "history" ? "history" : "pipeline";
    if (this.tab === "history") this.history.show(Number(query.get("page") ?? 1));
  }

  interval() { return { running: 3000, paused: 10_000 }[this.run?.status] ?? null; }

  async load() {
    await Promise.all([this.loadState(), this.loadConfig(), this.tab === "history" ? this.history.load() : null]);
  }

  async loadState() {
    const state = await get(`/automation/current_run?site_id=${this.site.id}`);
    state.at = Date.now();
    const before = this.state;
    this.state = state;
    this.app.reviews = state.queues.stage_7.pending;
    await this.feed.follow(state.run?.id ?? null, this.run !== null && this.app.live?.state !== "live");
    if (before) this.tell(before, state);
    this.app.draw();
  }

  async loadConfig() {
    this.config = await get(`/automation/config?site_id=${this.site.id}`);
    this.plan = await scheduleOf(this.config);
    this.app.draw();
  }

  // MARK: - What happens

  event(event) {
    const run = event.data.run;
    const isOurs = event.runid === this.run?.id;
    if (event.type.startsWith("stagecoach.batch.progress")) {
      if (isOurs) this.progress(event);
    } else if (isOurs || run?.siteId === this.site.id) {
      if (isOurs) this.feed.add(event);
      this.ask();
      if (/run\.(completed|partial|failed|cancelled|running)/.test(event.type)) this.history.touch();
    } else if (event.type.includes(".job.") && !event.type.includes(".job.deleted") && (event.data.job?.id ?? event.subject) === this.site.jobId) {
      this.loadConfig().catch(() => {});
    } else if (/\.(content|items?)\./.test(event.type)) {
      this.ask();
    }
  }

  /** What a worker says of the batch that is out; the snapshot has it too, a little later. */
  progress(event) {
    const { stage: number, batch, phase, percent, message } = event.data;
    const stage = this.state?.progress?.stages[number - 1];
    if (stage?.status !== "running" || !stage.current_item || stage.batch?.number !== batch) return;
    Object.assign(stage.current_item, { phase, percent, message });
    this.feed.say({ at: event.time, stage: number, message, percent });
    this.app.draw();
  }

  /** Asks for the snapshot: at once, and then not again for a moment. */
  ask() {
    if (this.asking) {
      this.isStale = true;
      return;
    }
    this.isStale = false;
    this.asking = setTimeout(() => {
      this.asking = null;
      if (this.isStale) this.ask();
    }, pace);
    this.loadState().catch(() => {});
  }

  /** Milestones are told; not every step. */
  tell(before, after) {
    const [was, is] = [before.run, after.run];
    if (!is) return;
    const [old, now] = [was?.id === is.id ? runState(was) : null, runState(is)];
    if (old !== now) {
      const link = { label: "Open the run", href: href(["runs", is.id]) };
      if (now === "completed" && old) toast("success", "The run is complete", `${after.queues.stage_7.pending} articles wait for review.`, { label: "Review them", href: href(["review", this.site.id]) });
      else if (now === "partial" && old) toast("partial", "The run is complete in part", "Some items were left out; they are listed with their stages.", link);
      else if (now === "failed" && old) toast("failed", `The run failed at stage ${is.error_stage ?? is.current_stage}`, is.error_message ?? "", link);
      else if (now === "cancelled" && old) toast("cancelled", "The run was cancelled", "Everything made until then is kept.");
      else if (now === "paused") announce("The run is paused. Nothing new starts until it is resumed.");
      else if (now === "running") announce(old === "paused" ? "The run goes on." : "The run has started.");
    }
    if (was?.id === is.id && is.current_stage > was.current_stage && is.status === "running") {
      announce(`Stage ${was.current_stage} is done. Stage ${is.current_stage}, ${stageName(is.current_stage)}, has begun.`);
    }
    const [part, stage] = [before.progress?.stages[is.current_stage - 1], after.progress?.stages[is.current_stage - 1]];
    if (part && stage?.status === "running" && stage.total >= 20 && was?.id === is.id) {
      const quarter = Math.floor(stage.percent / 25);
      if (quarter > Math.floor(part.percent / 25) && quarter < 4) announce(`Stage ${stage.number}: ${quarter * 25} percent done.`);
    }
  }

  // MARK: - What a person does

  /** Does something, and shows that it is being done. */
  async act(id, title, work) {
    if (this.busy.has(id)) return;
    this.busy.add(id);
    this.app.draw();
    try {
      await work();
      await this.loadState();
      this.app.live?.wake();
    } catch (problem) {
      fail(title, problem);
    } finally {
      this.busy.delete(id);
      this.app.draw();
    }
  }

  pause() { return this.act("pause", "The run could not be paused", () => post("/automation/pause", { run_id: this.run.id })); }
  resume() { return this.act("resume", "The run could not be resumed", () => post("/automation/resume", { run_id: this.run.id })); }

  retry(mode = {}) {
    const id = mode.failed_only ? "retry-failed" : mode.skip_failed ? "skip-failed" : "retry";
    return this.act(id, "The run could not be taken up again", () => post("/automation/retry", { run_id: this.run.id, ...mode }));
  }

  cancel() {
    confirm({
      title: "Cancel this run?",
      text: "The batch in flight is given up and nothing more starts. Everything made so far is kept, the rest of the reserved credits is released. A cancelled run cannot be resumed; the next run takes up what waits.",
      submit: "Cancel the run", busy: "Cancelling", danger: true,
      action: async () => {
        await post(`/runs/${this.run.id}/cancel`);
        await this.loadState();
      },
    });
  }

  setEnabled(isEnabled) {
    return this.act("schedule", isEnabled ? "The schedule could not be switched on" : "The schedule could not be paused", async () => {
      await change("PUT", `/automation/config?site_id=${this.site.id}`, { is_enabled: isEnabled });
      await this.loadConfig();
      toast(isEnabled ? "active" : "paused", isEnabled ? "The schedule is on" : "The schedule is paused",
        isEnabled ? `${this.plan.text}.` : this.isActive ? "The run in progress goes on." : "Nothing starts by itself until you switch it on.");
    });
  }

  configure() { configure(this); }
  runNow() { runNow(this); }

  // MARK: - Drawing

  render() {
    const run = this.run;
    const kind = run ? runState(run) : null;
    const label = { running: `Running, stage ${run?.current_stage} of 7`, pausing: "Pausing after this batch", paused: `Paused at stage ${run?.current_stage} of 7`, failed: `Failed at stage ${run?.error_stage ?? run?.current_stage}` }[kind];
    const main = [head({
      site: siteSelector(this.app, "automation"),
      title: "Content pipeline",
      chip: run ? chip(kind, label) : null,
      meta: [run && [h("b", {}, h("a", { href: href(["runs", run.id]) }, run.status === "running" || run.status === "paused" ? "This run" : "Latest run")), `${TRIGGERS[run.trigger_type] ?? run.trigger_type}, `, time(run.started_at)]],
      actions: run ? this.controls(kind) : [],
    })];
    if (!this.state || !this.config) return [...main, skeleton(4)];
    main.push(tabs("Content pipeline", [
      ["pipeline", "Pipeline", href(["automation", this.site.id])],
      ["history", "Run history", href(["automation", this.site.id, "history"])],
    ], this.tab));
    if (this.tab === "history") return [...main, ...this.history.render()];
    return [
      ...main,
      scheduleCard(this),
      overview(this),
      h("h2", { class: "sr", key: "stages" }, "Stages"),
      h("div", { class: "cols", key: "cols" }, stageCards(this), this.feed.render(this.run)),
    ];
  }

  controls(kind) {
    const { app, busy } = this;
    if (!app.can("content:run")) return [];
    const cancel = app.can("jobs:run") && action("cancel", busy, "Cancel run", "i-x", () => this.cancel());
    switch (kind) {
      case "pending":
      case "running":
        return [cancel, action("pause", busy, "Pause run", "i-pause", () => this.pause())];
      case "pausing":
        return [cancel, action("pause", busy, "Pausing…", "i-pause", () => {}, { "aria-disabled": "true", title: "The batch in flight finishes first" })];
      case "paused":
        return [cancel, action("resume", busy, "Resume run", "i-resume", () => this.resume(), { class: "primary" })];
      case "failed":
        return [action("retry", busy, `Retry from stage ${this.run.error_stage ?? this.run.current_stage}`, "i-retry", () => this.retry(), { class: "primary" })];
      default: return [];
    }
  }
}
