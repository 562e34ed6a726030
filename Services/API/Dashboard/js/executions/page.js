// An execution: how it stands, what was collected, what was written of it, and what was different the time before.

import { h } from "../core/dom.js";
import { announce, fail, toast } from "../core/announce.js";
import { get, post } from "../core/api.js";
import { confirm } from "../core/dialog.js";
import { href } from "../core/router.js";
import { action, link } from "../parts/buttons.js";
import { head, skeleton, tabs } from "../parts/page.js";
import { time } from "../parts/time.js";
import { TRIGGERS } from "../parts/words.js";
import { Difference } from "./difference.js";
import { Output } from "./output.js";
import { Snapshot } from "./snapshot.js";
import { executionChip, isOver, kindOf, wordOf } from "./status.js";
import { summary } from "./summary.js";

export class ExecutionPage {
  constructor(app, id) {
    [this.app, this.id] = [app, id];
    this.execution = null;
    this.busy = new Set();
    this.tab = "summary";
    this.parts = { output: new Output(this), snapshot: new Snapshot(this), changes: new Difference(this) };
    this.ticking = setInterval(() => { if (this.execution && !isOver(this.execution)) app.draw(); }, 1000);
  }

  title() { return this.execution ? `Execution of ${this.execution.templateName}` : "Execution"; }
  isLoaded() { return this.execution != null; }
  interval() { return this.execution && isOver(this.execution) ? null : 3000; }
  stop() { clearInterval(this.ticking); clearTimeout(this.timer); }

  route({ parts, query }) {
    this.tab = this.parts[parts[2]] ? parts[2] : "summary";
    this.parts.changes.choose(query.get("with"));
    if (this.execution) this.parts[this.tab]?.load();
  }

  async load() {
    const before = this.execution;
    this.execution = await get(`/executions/${this.id}`);
    if (before && wordOf(before) !== wordOf(this.execution)) announce(`The execution of ${this.execution.templateName}: ${wordOf(this.execution)}.`, kindOf(this.execution) === "failed");
    this.parts[this.tab]?.load();
    this.app.draw();
  }

  event(event) {
    if (event.runid !== this.id) return;
    if (event.type.includes("batch.progress")) {
      this.step = event.data.message;
      return this.app.draw();
    }
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.load().catch(() => {});
    }, 300);
  }

  replay() {
    confirm({
      title: "Write this report again?",
      text: "A new execution writes it from what was collected here, with the settings of this execution. Nothing is collected, and nobody is sent anything.",
      submit: "Replay", busy: "Starting", icon: "i-retry",
      action: async () => {
        const { executionId } = await post(`/executions/${this.id}/replay`);
        toast("running", "The replay has started", "You are told when it ends.", { label: "Open the execution", href: href(["executions", executionId]) });
        this.app.watch.started(executionId);
      },
    });
  }

  async act(id, path) {
    this.busy.add(id);
    this.app.draw();
    try {
      await post(`/runs/${this.id}/${path}`);
      await this.load();
    } catch (problem) {
      fail("That was not possible", problem);
    }
    this.busy.delete(id);
    this.app.draw();
  }

  cancel() {
    confirm({
      title: "Cancel this execution?", text: "What is under way is given up. A cancelled execution cannot be taken up again.",
      submit: "Cancel the execution", busy: "Cancelling", danger: true,
      action: async () => {
        await post(`/runs/${this.id}/cancel`);
        await this.load();
      },
    });
  }

  // MARK: - Drawing

  render() {
    const { execution, id } = this;
    if (!execution) return [head({ crumbs: [["Reports", "#/reports"], ["Run history", "#/executions"]], title: "Execution" }), skeleton(4)];
    const at = (tab) => href(["executions", id, tab]);
    const part = this.parts[this.tab];
    return [
      head({
        crumbs: [["Reports", "#/reports"], [execution.templateName, href(["reports", execution.templateId])], ["Execution"]],
        title: execution.templateName,
        chip: executionChip(execution),
        meta: [
          [TRIGGERS[execution.trigger] ?? execution.trigger, ", ", time(execution.startedAt ?? execution.createdAt)],
          execution.replayOf && h("a", { href: href(["executions", execution.replayOf]) }, "Replay of another execution"),
          h("code", {}, execution.runKey),
          !isOver(execution) && this.step && h("span", { class: "muted" }, this.step),
        ],
        actions: this.actions(execution),
      }),
      tabs("Execution", [["summary", "Summary", at(null)], ["output", "Report", at("output")], ["snapshot", "Input snapshot", at("snapshot")], ["changes", "Changes", at("changes")]], this.tab),
      ...(part ? part.render() : summary(this, execution)),
    ];
  }

  actions(execution) {
    const { app, busy } = this;
    const why = !isOver(execution) ? "It is still in progress" : !execution.snapshot ? "It has no snapshot to write it from" : null;
    return [
      app.can("jobs:view") && link("Log", "i-list", href(["runs", this.id, "log"]), { key: "log" }),
      !isOver(execution) && app.can("jobs:run") && action("cancel", busy, "Cancel", "i-x", () => this.cancel()),
      execution.runStatus === "failed" && app.can("jobs:run") && action("retry", busy, "Try again", "i-retry", () => this.act("retry", "retry")),
      app.can("reports:run") && action("replay", busy, "Replay", "i-retry", () => this.replay(), { class: "primary", "aria-disabled": why ? "true" : null, title: why, "aria-describedby": why ? "why-not" : null }),
      app.can("reports:run") && why && h("span", { class: "sr", id: "why-not", key: "why" }, why),
    ];
  }
}
