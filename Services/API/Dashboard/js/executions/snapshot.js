// What the sources gave, as it was kept.

import { h } from "../core/dom.js";
import { download, get } from "../core/api.js";
import { fail } from "../core/announce.js";
import { btn } from "../parts/buttons.js";
import { jsonTree } from "../parts/json.js";
import { empty, skeleton } from "../parts/page.js";
import { isOver } from "./status.js";

export class Snapshot {
  trees = null;

  constructor(page) { this.page = page; }

  async load() {
    if (!this.page.execution.snapshot || this.trees || this.isReading) return;
    this.isReading = true;
    try {
      const snapshot = await get(`/executions/${this.page.id}/snapshot`);
      const { sources = [], ...rest } = snapshot;
      this.trees = [...sources.map((source) => [source.name, jsonTree(source.name, source)]), ...(Object.keys(rest).length > 0 ? [["", jsonTree("More", rest)]] : [])];
    } catch (problem) {
      this.problem = problem;
    }
    this.isReading = false;
    this.page.app.draw();
  }

  render() {
    const { execution, id } = this.page;
    if (!execution.snapshot) return [h("section", { class: "card", key: "none" }, empty("No snapshot", isOver(execution) ? "Nothing was collected that could be kept." : "It is kept as soon as the sources have answered."))];
    if (this.problem) return [h("section", { class: "card", key: "none" }, empty("It could not be read", this.problem.message))];
    if (!this.trees) return [skeleton(3)];
    const save = () => download(`/executions/${id}/snapshot`, `${execution.runKey}.json`).catch((problem) => fail("It could not be downloaded", problem));
    return [h("section", { class: "card", key: "snapshot", "aria-label": "Input snapshot" },
      h("div", { class: "panel-h" }, h("h2", {}, "Input snapshot"), h("span", { class: "sub grow" }, "What the model was given. Secrets are not in it."), btn("Download", "i-download", { class: "sm", onclick: save })),
      h("div", { class: "tree" }, this.trees.map(([, tree]) => tree)))];
  }
}
