// The whole log of a run, the oldest line first. It follows the end until somebody scrolls up.

import { h, icon } from "../core/dom.js";
import { get } from "../core/api.js";
import { go, href } from "../core/router.js";
import { btn } from "../parts/buttons.js";
import { skeleton } from "../parts/page.js";
import { save, logLine } from "../automation/feed.js";
import { stageName } from "../automation/stages.js";

/** More lines than a page can show at once are behind the downloads. */
const limit = 3000;

export class RunLog {
  constructor(app, id) {
    [this.app, this.id] = [app, id];
    this.lines = null;
    this.stage = null;
    this.text = "";
    this.isFollowing = true;
    this.isCut = false;
    this.run = null;
    /** Lines do not change: their elements are made once. */
    this.nodes = new Map();
  }

  node(line) {
    if (!this.nodes.has(line.seq)) this.nodes.set(line.seq, logLine(line));
    return this.nodes.get(line.seq);
  }

  stop() { this.isStopped = true; }

  choose(stage) { this.stage = stage == null ? null : Number(stage); }

  /** Reads on from the last line that is known. */
  async load() {
    if (this.isReading) return;
    this.isReading = true;
    try {
      let cursor = this.lines?.at(-1)?.seq ?? 0;
      do {
        const page = await get(`/runs/${this.id}/logs?limit=1000&cursor=${cursor}`);
        this.lines = [...(this.lines ?? []), ...page.items.filter((line) => line.seq > (this.lines?.at(-1)?.seq ?? 0))];
        cursor = page.nextCursor;
      } while (cursor && !this.isStopped);
    } finally {
      this.isReading = false;
    }
    this.draw();
  }

  add(event) {
    if (!this.lines || event.sequence == null || !event.data.message) return;
    const line = { seq: Number(event.sequence), at: event.time, level: event.data.level, stage: event.stage ?? null, message: event.data.message };
    if (line.seq === (this.lines.at(-1)?.seq ?? 0) + 1) this.lines.push(line);
    // Something is missing between: it is read.
    else if (line.seq > (this.lines.at(-1)?.seq ?? 0)) this.load().catch(() => {});
    this.draw();
  }

  draw() {
    this.app.draw();
    if (this.isFollowing) requestAnimationFrame(() => requestAnimationFrame(() => this.scrollToEnd()));
  }

  scrollToEnd() {
    const box = document.getElementById("log");
    if (box && this.isFollowing) box.scrollTop = box.scrollHeight;
  }

  scrolled(event) {
    const box = event.target;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
    if (isAtEnd === this.isFollowing) return;
    this.isFollowing = isAtEnd;
    this.app.draw();
  }

  render() {
    if (!this.lines) return [skeleton(6)];
    const stages = [...new Set(this.lines.map((line) => line.stage).filter(Boolean))].sort((a, b) => a - b);
    const wanted = this.text.toLowerCase();
    const found = this.lines.filter((line) => (this.stage == null || line.stage === this.stage) && (!wanted || line.message.toLowerCase().includes(wanted)));
    const shown = found.slice(-limit);
    const run = this.run && { id: this.run.id, run_id: this.run.runKey };
    const isContent = this.run?.type === "content";
    return [
      h("div", { class: "tools", key: "tools" },
        h("div", { class: "field" }, icon("i-search"), h("input", { type: "search", placeholder: "Find in the log", "aria-label": "Find in the log", value: this.text, oninput: (event) => { this.text = event.target.value; this.app.draw(); } })),
        h("label", { class: "sr", for: "stage" }, "Stage"),
        h("select", { id: "stage", class: "sel", value: this.stage == null ? "" : String(this.stage), onchange: (event) => go(href(["runs", this.id, "log"], { stage: event.target.value }), true) },
          h("option", { value: "" }, "All stages"),
          [...new Set([...stages, ...(this.stage ? [this.stage] : [])])].map((number) => h("option", { value: String(number) }, isContent ? `${number} ${stageName(number)}` : `Stage ${number}`))),
        h("span", { class: "grow" }),
        btn(this.isFollowing ? "Following" : "Follow", "i-chev", { "aria-pressed": String(this.isFollowing), onclick: () => { this.isFollowing = !this.isFollowing; this.draw(); } }),
        isContent && btn("Text", "i-download", { "aria-label": "Download as text", onclick: () => save(run, "text", "log") }),
        isContent && btn("Zip", "i-download", { "aria-label": "Download all log files as a zip archive", onclick: () => save(run, "zip", "zip") })),
      h("section", { class: "card log", key: "log", "aria-label": "Log" },
        found.length > shown.length && h("p", { class: "none" }, `The last ${limit.toLocaleString("en")} of ${found.length.toLocaleString("en")} lines; the downloads have them all.`),
        h("div", { class: "lines", id: "log", tabindex: 0, role: "log", "aria-live": "off", "aria-label": "Log, oldest first", onscroll: (event) => this.scrolled(event) },
          h("ol", {}, shown.map((line) => this.node(line))),
          shown.length === 0 && h("p", { class: "none" }, this.text ? `No line has “${this.text}”.` : this.stage ? `Stage ${this.stage} has told nothing in this run.` : "The run has told nothing yet."))),
    ];
  }
}
