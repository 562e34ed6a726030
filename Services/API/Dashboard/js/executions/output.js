// What was written: as it reads, in a frame in which nothing runs, or as plain text.

import { h } from "../core/dom.js";
import { get } from "../core/api.js";
import { count } from "../core/format.js";
import { empty, skeleton } from "../parts/page.js";
import { time } from "../parts/time.js";
import { jsonTree } from "../parts/json.js";
import { isOver } from "./status.js";

const VIEWS = [["page", "As it reads"], ["text", "Plain text"], ["data", "Data"]];
const WIDTHS = [["wide", "Desktop"], ["phone", "Phone"]];

export class Output {
  content = null;
  view = "page";
  width = "wide";

  constructor(page) { this.page = page; }

  async load() {
    const ref = this.page.execution.contentRef;
    if (!ref || this.content || this.isReading || !this.page.app.can("content:view")) return;
    this.isReading = true;
    try {
      this.content = await get(`/contents/${ref}`);
      if (this.content.output === "json") this.view = "data";
      this.tree = jsonTree("report", this.content.report ?? null, true);
    } catch (problem) {
      this.problem = problem;
    }
    this.isReading = false;
    this.page.app.draw();
  }

  render() {
    const { content, page } = this;
    const { contentRef } = page.execution;
    if (!page.app.can("content:view")) return [h("section", { class: "card", key: "none" }, empty("You may not read it", "What reports have written needs the permission content:view."))];
    if (!contentRef) return [h("section", { class: "card", key: "none" }, empty("No report", isOver(page.execution) ? "The execution ended before a report was written." : "It appears here as soon as it is written."))];
    if (this.problem) return [h("section", { class: "card", key: "none" }, empty("It could not be read", this.problem.message))];
    if (!content) return [skeleton(3)];
    return [h("section", { class: "card pane still", key: "output", "aria-label": "Report" },
      h("div", { class: "pane-h" },
        h("div", { class: "title" }, h("h2", {}, content.subject)),
        h("p", { class: "meta" }, h("span", {}, "Written ", time(content.generatedAt)), content.model && h("span", {}, `Model ${content.model}`), content.tokens > 0 && h("span", {}, count(content.tokens, "token"))),
        h("div", { class: "row" }, this.choice("View", VIEWS, "view"), h("span", { class: "grow" }), this.view === "page" && this.choice("Width of the preview", WIDTHS, "width"))),
      this.view === "text" ? h("pre", { class: "plain", tabindex: 0, key: "text" }, content.text)
        : this.view === "data" ? h("div", { class: "tree", key: "data" }, this.tree)
        // No scripts, no forms, no origin: what a model has written can do nothing here.
        : h("iframe", { class: `frame is-${this.width}`, sandbox: "", src: `api/v1/contents/${content.id}/preview`, title: `${content.subject}, as it reads`, key: "frame", opaque: true }))];
  }

  choice(label, options, name) {
    return h("div", { class: "seg", role: "group", "aria-label": label }, options.map(([id, text]) =>
      h("button", { type: "button", key: id, "aria-pressed": String(this[name] === id), onclick: () => { this[name] = id; this.page.app.draw(); } }, text)));
  }
}
