// A report: when it runs, how it goes, its executions, and what it is made of.

import { h, icon } from "../core/dom.js";
import { get } from "../core/api.js";
import { count, took, number, relative } from "../core/format.js";
import { go, href } from "../core/router.js";
import { isOver } from "../executions/status.js";
import { executionTable, tellChanges } from "../executions/table.js";
import { action, btn, link } from "../parts/buttons.js";
import { CursorList } from "../parts/list.js";
import { cursorPager } from "../parts/pager.js";
import { empty, head, skeleton } from "../parts/page.js";
import { chip } from "../parts/status.js";
import { time } from "../parts/time.js";
import { Occurrences } from "../schedule/occurrences.js";
import { askDelete, runNow, setPaused, whyNotRun } from "./actions.js";

const KINDS = { http: "HTTP", sql: "SQL", static: "Fixed" };

export class ReportPage {
  constructor(app, id) {
    [this.app, this.id] = [app, id];
    this.template = null;
    this.told = null;
    this.busy = new Set();
    this.list = new CursorList((cursor) => get(`/executions?templateId=${id}&limit=10${cursor ? `&cursor=${cursor}` : ""}`), () => {
      tellChanges(this.told, this.list.items);
      this.told = this.list.items;
      app.draw();
    });
    this.times = new Occurrences(app, id, (run) => href(["executions", run]));
    this.ticking = setInterval(() => { if (this.list.items?.some((one) => !isOver(one))) app.draw(); }, 1000);
  }

  title() { return this.template?.name ?? "Report"; }
  isLoaded() { return this.template != null; }
  interval() { return 3000; }
  stop() { clearInterval(this.ticking); clearTimeout(this.timer); }

  async load() {
    [this.template] = await Promise.all([get(`/templates/${this.id}`), this.list.load(), this.times.load()]);
    this.app.draw();
  }

  event(event) {
    const isOurs = event.data.run?.jobId === this.id || event.data.job?.id === this.id || event.data.jobId === this.id || event.subject === this.id;
    if (!isOurs || event.type.includes("batch.progress")) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.load().catch(() => {});
    }, 400);
  }

  async act(id, work) {
    this.busy.add(id);
    this.app.draw();
    await work();
    await this.load().catch(() => {});
    this.busy.delete(id);
    this.app.draw();
  }

  // MARK: - Drawing

  render() {
    const { template } = this;
    const crumbs = [["Reports", "#/reports"]];
    if (!template) return [head({ crumbs, title: "Report" }), skeleton(4)];
    return [
      head({
        crumbs, title: template.name, chip: chip(template.shownStatus), actions: this.actions(template),
        meta: [template.scheduleText ?? "Runs when it is told to", template.nextRunAt && [icon("s-active"), h("span", {}, "Next: ", time(template.nextRunAt), `, ${relative(template.nextRunAt)}`)]],
      }),
      this.tiles(template),
      h("div", { class: "two wide-left", key: "two" }, this.history(), h("div", { class: "stack-v", key: "right" }, this.times.render(template), this.facts(template))),
    ];
  }

  actions(template) {
    const { app, busy } = this;
    const why = whyNotRun(template);
    const mayEdit = app.can("reports:edit");
    return [
      mayEdit && btn("Delete", "i-x", { key: "delete", onclick: () => askDelete(template, () => go("#/reports")) }),
      mayEdit && link("Edit", "s-draft", href(["reports", template.id, "edit"]), { key: "edit" }),
      mayEdit && (template.status === "active"
        ? action("pause", busy, "Pause", "i-pause", () => this.act("pause", () => setPaused(template, true)))
        : action("resume", busy, template.status === "draft" ? "Activate" : "Resume", "i-resume", () => this.act("resume", () => setPaused(template, false)))),
      app.can("reports:run") && action("run", busy, "Run now", "i-play", () => this.act("run", () => runNow(app, template)), {
        class: "primary", "aria-disabled": why ? "true" : null, title: why, "aria-describedby": why ? "why-not" : null,
      }),
      app.can("reports:run") && why && h("span", { class: "sr", id: "why-not", key: "why" }, why),
    ];
  }

  tiles({ statistics, lastRun, averageExecutionSeconds: average, p95ExecutionSeconds: p95 }) {
    const tile = (name, value, below) => h("div", { class: "card tile", key: name }, h("p", { class: "k" }, name), h("p", { class: "v" }, value), h("p", { class: "p" }, below));
    const last = statistics.lastSuccessfulRunAt;
    return h("div", { class: "tiles", key: "tiles" },
      tile("Last success", last ? time(last) : "None yet", last ? relative(last) : lastRun ? "It has run, and not come to a good end" : "It has not run yet"),
      tile("Success rate", statistics.successRate == null ? "–" : `${number(Math.round(statistics.successRate * 100))} %`, statistics.endedRuns > 0 ? `${number(statistics.successfulRuns)} of ${count(statistics.endedRuns, "execution")}` : "Nothing has ended yet"),
      tile("Average time", average == null ? "–" : took(average), "From start to end"),
      tile("95 of 100 take at most", p95 == null ? "–" : took(p95), "From start to end"));
  }

  history() {
    const { items } = this.list;
    return h("section", { class: "card tw", "aria-label": "Executions", key: "history" },
      h("div", { class: "panel-h" }, h("h2", { class: "grow" }, "Executions"), items?.length > 0 && h("a", { class: "sub", href: href(["executions"], { report: this.id }) }, "Filter them")),
      !items ? skeleton(2) : items.length === 0 ? empty("Not run yet", "Its executions appear here.") : executionTable(items, true),
      items && cursorPager(this.list));
  }

  facts(template) {
    const { recipients } = template;
    const to = recipients == null ? "Nobody, it is read here" : recipients === "all" ? "All subscribers" : Array.isArray(recipients) ? recipients.join(", ") : "A list of subscribers";
    return h("section", { class: "card", "aria-label": "Settings", key: "facts" }, h("div", { class: "panel-h" }, h("h2", {}, "Settings")),
      h("div", { class: "quoted" }, h("p", { class: "k" }, "Prompt"), h("p", {}, template.prompt)),
      h("ul", { class: "srcs", "aria-label": "Sources" }, template.sources.map((source) => h("li", { key: source.name }, h("span", { class: "tag" }, KINDS[source.type] ?? source.type),
        h("div", {}, h("b", {}, source.name), h("p", { class: "s2" }, source.url ?? (source.connection ? `Database ${source.connection}` : "As the report has it")))))),
      h("dl", { class: "kv" },
        h("dt", {}, "Model"), h("dd", {}, template.model || "Default"),
        h("dt", {}, "Output"), h("dd", {}, template.output === "json" ? "Data, as JSON" : "A page to read"),
        h("dt", {}, "Goes to"), h("dd", {}, to),
        template.subject && [h("dt", {}, "Subject"), h("dd", {}, template.subject)],
        h("dt", {}, "Time zone"), h("dd", {}, template.timezone),
        h("dt", {}, "Changed"), h("dd", {}, time(template.updatedAt)),
        h("dt", {}, "Version"), h("dd", {}, number(template.version))));
  }
}
