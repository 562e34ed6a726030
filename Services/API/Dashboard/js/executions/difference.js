// What an execution was given that another one was not, path by path.

import { h } from "../core/dom.js";
import { get } from "../core/api.js";
import { count, exact } from "../core/format.js";
import { go, href } from "../core/router.js";
import { empty, skeleton } from "../parts/page.js";
import { wordOf } from "./status.js";

const SIGNS = { added: ["+", "add", "Added"], removed: ["−", "del", "Removed"], changed: ["~", "chg", "Changed"] };

export class Difference {
  /** The executions that it can be compared with, the newest first. */
  others = null;
  answer = null;
  #with = null;

  constructor(page) { this.page = page; }

  /** @param {?string} id `null`: the one before. */
  choose(id) {
    if (id === this.#with) return;
    [this.#with, this.answer, this.problem] = [id, null, null];
  }

  get partner() { return this.#with ?? this.others?.find((other) => other.id < this.page.id)?.id ?? this.others?.[0]?.id ?? null; }

  async load() {
    const { page } = this;
    if (!page.execution.snapshot || this.isReading) return;
    this.isReading = true;
    try {
      if (!this.others) {
        const { items } = await get(`/executions?templateId=${page.execution.templateId}&limit=100`);
        // A replay was given what another one has collected.
        this.others = items.filter((other) => other.snapshot && !other.replayOf && other.id !== page.id);
      }
      if (!this.answer && this.partner) this.answer = await get(`/executions/${page.id}/diff?with=${this.partner}`);
    } catch (problem) {
      this.problem = problem;
    }
    this.isReading = false;
    page.app.draw();
  }

  render() {
    const { page, others, answer, problem, partner } = this;
    const note = (title, text) => [h("section", { class: "card", key: "none" }, empty(title, text))];
    if (!page.execution.snapshot) return note("Nothing to compare", "The execution has no snapshot.");
    if (problem) return note("It could not be compared", problem.message);
    if (!others) return [skeleton(3)];
    if (!partner) return note("Nothing to compare with", "This is the only execution of the report that has a snapshot.");
    return [h("section", { class: "card tw", key: "diff", "aria-label": "Changes" },
      h("div", { class: "panel-h" }, h("h2", {}, "Changes"),
        h("span", { class: "sub grow", role: "status" }, !answer ? "Comparing…"
          : answer.differences.length === 0 ? "No differences"
          : `${count(answer.differences.length, "difference")}${answer.truncated ? ", and more that are not listed" : ""}`),
        h("label", { class: "pick" }, h("span", {}, "Compared with"),
          h("select", { class: "sel", value: partner, onchange: (event) => go(href(["executions", page.id, "changes"], { with: event.target.value }), true) },
            others.map((other) => h("option", { value: other.id }, `${exact(other.startedAt ?? other.createdAt)}, ${wordOf(other)}`))))),
      !answer ? skeleton(2) : answer.differences.length === 0 ? empty("The same input", "Both executions were given the same data.") :
      h("table", { class: "diff" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "sr" }, "Kind")), ["Field", "Before", "Here"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, answer.differences.map(({ path, kind, before, after }) => {
          const [sign, tone, word] = SIGNS[kind];
          return h("tr", { class: tone, key: path },
            h("td", { class: "sg" }, h("span", { "aria-hidden": "true" }, sign), h("span", { class: "sr" }, word)),
            h("td", {}, path.slice(1).replaceAll("/", ".")),
            h("td", {}, kind === "added" ? h("span", { class: "muted" }, "absent") : JSON.stringify(before)),
            h("td", {}, kind === "removed" ? h("span", { class: "muted" }, "absent") : JSON.stringify(after)));
        }))))];
  }
}
