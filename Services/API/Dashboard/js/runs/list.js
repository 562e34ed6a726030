// Runs of all jobs, the newest first.

import { h } from "../core/dom.js";
import { get, query } from "../core/api.js";
import { between, duration, number } from "../core/format.js";
import { go, here, href } from "../core/router.js";
import { CursorList } from "../parts/list.js";
import { cursorPager } from "../parts/pager.js";
import { btn } from "../parts/buttons.js";
import { empty, head, skeleton } from "../parts/page.js";
import { chip } from "../parts/status.js";
import { time } from "../parts/time.js";
import { TRIGGERS, TYPES as WORDS } from "../parts/words.js";

const STATUS = [["", "All"], ["running", "Running"], ["paused", "Paused"], ["completed", "Completed"], ["partial", "Partial"], ["failed", "Failed"], ["cancelled", "Cancelled"]];
const TYPES = [["", "All types"], ["content", "Content"], ["newsletter", "Newsletter"], ["report", "Report"]];

export class RunsPage {
  constructor(app) {
    this.app = app;
    this.filter = {};
    this.list = new CursorList((cursor) => get(`/runs${query({ ...this.filter, limit: 25, cursor })}`), () => app.draw());
  }

  title() { return "Runs"; }
  isLoaded() { return this.list.items != null; }
  interval() { return 3000; }
  load() { return this.list.load(); }

  route({ query: given }) {
    const filter = { status: given.get("status"), type: given.get("type"), jobId: given.get("job") };
    if (JSON.stringify(filter) === JSON.stringify(this.filter)) return;
    this.filter = filter;
    if (this.list.items) this.list.restart();
  }

  event(event) {
    if (event.data.run) this.list.soon();
  }

  set(name, value) {
    const now = Object.fromEntries(here().query);
    go(href(["runs"], { ...now, [name]: value }), true);
  }

  render() {
    const { items } = this.list;
    const isFiltered = Object.values(this.filter).some(Boolean);
    return [
      head({ title: "Runs", meta: ["Every run of every job, the newest first"] }),
      h("div", { class: "tools", key: "tools" },
        h("div", { class: "pills", role: "group", "aria-label": "Filter by status" }, STATUS.map(([id, label]) =>
          h("button", { type: "button", key: id, "aria-pressed": String((this.filter.status ?? "") === id), onclick: () => this.set("status", id) }, label))),
        h("span", { class: "grow" }),
        h("select", { class: "sel", "aria-label": "Type", value: this.filter.type ?? "", onchange: (event) => this.set("type", event.target.value) }, TYPES.map(([id, label]) => h("option", { value: id }, label)))),
      !items ? skeleton(6) : h("section", { class: "card tw", key: "list", "aria-label": "Runs" },
        items.length === 0
          ? empty(isFiltered ? "No runs match" : "No runs yet", isFiltered ? "A filter hides the others." : "A run appears here as soon as a job starts one.", isFiltered && btn("Clear filters", null, { onclick: () => go("#/runs", true) }))
          : h("table", { class: "jt" },
            h("thead", {}, h("tr", {}, ["Job", "Type", "Status", "Started", "Took", "Trigger", "Credits"].map((name) => h("th", { scope: "col" }, name)))),
            h("tbody", {}, items.map((run) => h("tr", { key: run.id },
              h("td", { class: "c-name" }, h("a", { href: href(["runs", run.id]) }, h("b", {}, run.jobName))),
              h("td", { class: "c-type" }, h("span", { class: "tag" }, WORDS[run.type] ?? run.type)),
              h("td", { class: "c-state" }, chip(run.status), run.error && h("p", { class: "s2 clip", title: run.error }, run.error)),
              h("td", { class: "c-when" }, time(run.runAt)),
              h("td", { class: "c-num" }, run.startedAt ? duration(between(run.startedAt, run.completedAt ?? new Date())) : "–"),
              h("td", { class: "c-last" }, TRIGGERS[run.trigger] ?? run.trigger),
              h("td", { class: "c-act", "data-label": "Credits" }, number(run.credits))))))),
      items && cursorPager(this.list),
    ];
  }
}
