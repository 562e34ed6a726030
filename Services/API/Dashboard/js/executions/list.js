// The run history of all reports, the newest first.

import { h } from "../core/dom.js";
import { all, get, query } from "../core/api.js";
import { go, here, href } from "../core/router.js";
import { btn } from "../parts/buttons.js";
import { CursorList } from "../parts/list.js";
import { cursorPager } from "../parts/pager.js";
import { empty, head, skeleton } from "../parts/page.js";
import { reportTabs } from "../reports/tabs.js";
import { STATUSES, isOver } from "./status.js";
import { executionTable, tellChanges } from "./table.js";

export class ExecutionsPage {
  constructor(app) {
    this.app = app;
    this.filter = {};
    this.templates = [];
    this.told = null;
    this.list = new CursorList((cursor) => get(`/executions${query({ ...this.filter, limit: 25, cursor })}`), () => {
      tellChanges(this.told, this.list.items);
      this.told = this.list.items;
      app.draw();
    });
    this.ticking = setInterval(() => { if (this.list.items?.some((one) => !isOver(one))) app.draw(); }, 1000);
  }

  title() { return "Run history of reports"; }
  isLoaded() { return this.list.items != null; }
  interval() { return 3000; }
  stop() { clearInterval(this.ticking); }

  async load() {
    // The filter's names; without them it is still a list.
    if (this.templates.length === 0) this.templates = await all("/templates").catch(() => []);
    await this.list.load();
  }

  route({ query: given }) {
    const filter = { status: given.get("status"), templateId: given.get("report") };
    if (JSON.stringify(filter) === JSON.stringify(this.filter)) return;
    this.filter = filter;
    this.told = null;
    if (this.list.items) this.list.restart();
  }

  event(event) {
    if (event.data.run?.type === "report" || event.type.includes(".report.")) this.list.soon();
  }

  set(name, value) {
    go(href(["executions"], { ...Object.fromEntries(here().query), [name]: value }), true);
  }

  render() {
    const { items } = this.list;
    const { status, templateId } = this.filter;
    const named = this.templates.find((template) => template.id === templateId)?.name ?? "one report";
    const hiding = [status && `with the status ${status}`, templateId && `of ${named}`].filter(Boolean).join(" ");
    return [
      head({ title: "Reports", meta: ["Every execution of every report, the newest first"] }),
      reportTabs("history"),
      h("div", { class: "tools", key: "tools" },
        h("div", { class: "pills", role: "group", "aria-label": "Filter by status" }, [["", "All"], ...STATUSES.map((one) => [one, one])].map(([id, label]) =>
          h("button", { type: "button", key: id, "aria-pressed": String((status ?? "") === id), onclick: () => this.set("status", id) }, label))),
        h("span", { class: "grow" }),
        h("select", { class: "sel", "aria-label": "Report", value: templateId ?? "", onchange: (event) => this.set("report", event.target.value) },
          h("option", { value: "" }, "All reports"), this.templates.map((template) => h("option", { value: template.id }, template.name)))),
      !items ? skeleton(6) : h("section", { class: "card tw", key: "list", "aria-label": "Executions" },
        items.length === 0
          ? hiding
            ? empty("No executions match", `Only executions ${hiding} are shown.`, btn("Clear filters", null, { onclick: () => go("#/executions", true) }))
            : empty("No executions yet", "An execution appears here as soon as a report runs.")
          : executionTable(items)),
      items && cursorPager(this.list),
    ];
  }
}
