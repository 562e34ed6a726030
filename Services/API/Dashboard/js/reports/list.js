// The reports of the organization: when each runs, how it went the last time, and what can be done at once.

import { h, icon } from "../core/dom.js";
import { announce } from "../core/announce.js";
import { all, get } from "../core/api.js";
import { count, took, number, relative } from "../core/format.js";
import { href } from "../core/router.js";
import { executionIcon, wordOf } from "../executions/status.js";
import { iconBtn, link } from "../parts/buttons.js";
import { empty, head, skeleton } from "../parts/page.js";
import { chip } from "../parts/status.js";
import { time } from "../parts/time.js";
import { askDelete, runNow, setPaused, whyNotRun } from "./actions.js";
import { reportTabs } from "./tabs.js";

const NO_NEXT = { active: "No next run", paused: "Paused, no next run", draft: "A draft, no next run" };

export class ReportsPage {
  constructor(app) {
    this.app = app;
    this.templates = null;
    this.system = null;
  }

  title() { return "Reports"; }
  isLoaded() { return this.templates != null; }
  interval() { return 5000; }
  stop() { clearTimeout(this.timer); }

  async load() {
    const before = this.templates;
    [this.templates, this.system] = await Promise.all([all("/templates"), this.app.can("system:view") ? get("/system").catch(() => null) : null]);
    if (before) this.tell(before);
    this.app.draw();
  }

  tell(before) {
    const known = new Map(before.map(({ id, lastRun }) => [id, lastRun && `${lastRun.id} ${wordOf(lastRun)}`]));
    const news = this.templates.filter(({ id, lastRun }) => lastRun && known.has(id) && known.get(id) !== `${lastRun.id} ${wordOf(lastRun)}`);
    if (news.length > 0) announce(news.slice(0, 2).map(({ name, lastRun }) => `${name}: ${wordOf(lastRun)}.`).join(" "));
  }

  event(event) {
    if (!/\.(job|run)\./.test(event.type)) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.load().catch(() => {});
    }, 500);
  }

  async act(work) {
    await work;
    await this.load().catch(() => {});
  }

  render() {
    const { app, templates } = this;
    const make = app.can("reports:edit") && link("New report", "i-plus", "#/reports/new", { class: "primary" });
    return [
      head({ title: "Reports", meta: ["What is collected on a schedule, and put into words"], actions: [make] }),
      reportTabs("reports"),
      !templates ? skeleton(5) : templates.length === 0
        ? h("section", { class: "card", key: "none" }, empty("No reports yet", "A report asks its sources for data, has a model write about it, and keeps every execution.",
          app.can("reports:edit") && link("New report", "i-plus", "#/reports/new")))
        : [this.tiles(), h("section", { class: "card tw", key: "reports", "aria-label": "Reports" },
          h("table", { class: "jt reports" },
            h("thead", {}, h("tr", {}, ["Report", "Schedule", "Last execution", "Average time", "Status"].map((name) => h("th", { scope: "col" }, name)), h("th", { scope: "col" }, h("span", { class: "sr" }, "Actions")))),
            h("tbody", {}, templates.map((template) => this.row(template)))))],
    ];
  }

  // MARK: - Parts

  tiles() {
    const { templates } = this;
    const bad = templates.filter(({ shownStatus }) => ["failed", "partial"].includes(shownStatus));
    const next = templates.filter(({ nextRunAt }) => nextRunAt).sort((one, other) => (one.nextRunAt < other.nextRunAt ? -1 : 1))[0];
    const timed = templates.filter(({ averageExecutionSeconds }) => averageExecutionSeconds != null);
    const runs = timed.reduce((sum, { statistics }) => sum + statistics.endedRuns, 0);
    const average = runs > 0 ? timed.reduce((sum, one) => sum + one.averageExecutionSeconds * one.statistics.endedRuns, 0) / runs : null;
    // Where work waits for a worker, and not what the services tell each other.
    const depth = this.system?.queues?.filter(({ name }) => /\.(ai|mail)\./.test(name)).reduce((sum, queue) => sum + queue.depth, 0);
    const tile = (name, picture, value, small, below) => h("div", { class: "card tile", key: name },
      h("p", { class: "k" }, picture, name), h("p", { class: "v" }, value, small && [" ", h("small", {}, small)]), h("p", { class: "p" }, below));
    return h("div", { class: depth == null ? "tiles three" : "tiles", key: "tiles" },
      tile("Needs attention", icon(bad.length ? "s-warn" : "s-success"), count(bad.length, "report"), "", bad.length ? bad.slice(0, 2).map(({ name }) => name).join(", ") : "Every last execution went well"),
      tile("Next up", icon("s-active"), next ? time(next.nextRunAt) : "Nothing planned", "", next ? `${next.name}, ${relative(next.nextRunAt)}` : "No active report has a schedule"),
      tile("Average time", icon("i-history"), average == null ? "–" : took(average), "", average == null ? "Nothing has run yet" : `Over ${count(runs, "execution")}`),
      depth != null && tile("Worker queue", icon("i-system"), number(depth), depth === 1 ? "message" : "messages", depth === 0 ? "Nothing waits" : "Waiting for a worker"));
  }

  row(template) {
    const { app } = this;
    const { name, lastRun } = template;
    const why = whyNotRun(template);
    return h("tr", { key: template.id },
      h("td", { class: "c-name" }, h("a", { href: href(["reports", template.id]) }, h("b", {}, name)), h("p", { class: "s2 clip" }, template.prompt)),
      h("td", { class: "c-when" }, template.scheduleText ?? "By hand", h("p", { class: "s2" }, template.nextRunAt ? ["Next: ", time(template.nextRunAt)] : NO_NEXT[template.status])),
      h("td", { class: "c-last" }, lastRun
        ? h("div", { class: "lr" }, executionIcon(lastRun), h("div", {}, h("a", { href: href(["executions", lastRun.id]) }, wordOf(lastRun)),
          h("p", { class: "s2" }, time(lastRun.at), " · ", h("a", { href: href(["executions"], { report: template.id }) }, "All", h("span", { class: "sr" }, ` executions of ${name}`)))))
        : h("span", { class: "s2" }, "Never run")),
      h("td", { class: "c-num" }, template.averageExecutionSeconds == null ? "–" : took(template.averageExecutionSeconds)),
      h("td", { class: "c-state" }, chip(template.shownStatus)),
      h("td", { class: "c-act" }, h("div", { class: "ra" },
        app.can("reports:run") && iconBtn(`Run ${name} now`, "i-play", {
          title: why ?? `Run ${name} now`, "aria-disabled": why ? "true" : null, "aria-describedby": why ? `why-${template.id}` : null, onclick: () => { if (!why) runNow(app, template); },
        }),
        app.can("reports:run") && why && h("span", { class: "sr", id: `why-${template.id}` }, why),
        app.can("reports:edit") && template.status === "active" && iconBtn(`Pause ${name}`, "i-pause", { key: "pause", onclick: () => this.act(setPaused(template, true)) }),
        app.can("reports:edit") && template.status !== "active" && iconBtn(template.status === "draft" ? `Activate ${name}` : `Resume ${name}`, "i-resume", { key: "resume", onclick: () => this.act(setPaused(template, false)) }),
        app.can("reports:edit") && h("a", { class: "btn icon quiet", href: href(["reports", template.id, "edit"]), title: `Edit ${name}` }, icon("s-draft", "", `Edit ${name}`)),
        app.can("reports:edit") && iconBtn(`Delete ${name}`, "i-x", { key: "delete", onclick: () => askDelete(template, () => this.load().catch(() => {})) }))));
  }
}
