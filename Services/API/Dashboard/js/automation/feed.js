// The activity of a run: its last fifty lines, the newest first, so that nothing that is being read moves.

import { h, icon, sr } from "../core/dom.js";
import { download, get } from "../core/api.js";
import { fail } from "../core/announce.js";
import { href } from "../core/router.js";
import { btn } from "../parts/buttons.js";
import { clockTime } from "../parts/time.js";

const limit = 50;
const SHAPE = { info: ["s-info", "Info", "idle"], success: ["s-success", "Success", "ok"], warning: ["s-warn", "Warning", "warn"], error: ["s-failed", "Error", "fail"] };
const FILTERS = [["all", "All"], ["results", "Results"], ["problems", "Problems"]];

/** A line of a log, on this page and on the log's own. */
export function logLine(line, isFresh = false) {
  const [shape, word, tone] = SHAPE[line.level] ?? SHAPE.info;
  return h("li", { key: String(line.seq), class: `t-${tone}${isFresh ? " fresh" : ""}` },
    clockTime(line.at),
    h("span", { class: `st t-${tone}` }, icon(shape), sr(word)),
    h("span", { class: "msg" }, line.stage && h("span", { class: "sn" }, `S${line.stage}`), plain(line.message)));
}

/** The stage is told by its mark already. */
function plain(message) {
  const text = message.replace(/^Stage \d+: /, "").replace(/^Stage \d+ \(([^)]*)\) /, "$1 ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const isShown = (filter, line) =>
  filter === "all" || (filter === "results" ? line.level === "success" || / complete /.test(line.message) : line.level === "warning" || line.level === "error");

export class Feed {
  constructor(app) {
    this.app = app;
    this.run = null;
    this.lines = [];
    this.said = null;
    this.filter = "all";
    this.fresh = 0;
  }

  /** @param {boolean} isAsked Asks for the lines also of a run that is followed already: without live events they are missing. */
  async follow(run, isAsked) {
    if (run === this.run && !isAsked) return;
    const isNew = run !== this.run;
    this.run = run;
    if (!run) {
      this.lines = [];
      return;
    }
    if (isNew) [this.lines, this.said] = [[], null];
    const { items } = await get(`/runs/${run}/logs?last=${limit}`);
    if (run !== this.run) return;
    for (const line of items) this.put(line);
    this.fresh = this.lines[0]?.seq ?? 0;
  }

  /** A line comes by its event, and again with the log; it is shown once. */
  add(event) {
    if (event.sequence == null || !event.data.message) return;
    this.put({ seq: Number(event.sequence), at: event.time, level: event.data.level, stage: event.stage ?? null, message: event.data.message });
    if (this.said && this.said.at <= event.time) this.said = null;
  }

  put(line) {
    if (this.lines.some((known) => known.seq === line.seq)) return;
    this.lines = [line, ...this.lines].sort((a, b) => b.seq - a.seq).slice(0, limit);
  }

  /** What a worker last said; it is kept in no log. */
  say(said) { this.said = said; }

  render(run) {
    const shown = this.lines.filter((line) => isShown(this.filter, line));
    const isLive = run?.status === "running" && this.said && this.filter === "all";
    return h("section", { class: "card feed", key: "feed", "aria-label": "Live activity" },
      h("div", { class: "panel-h" }, h("h2", {}, "Activity"), h("span", { class: "sub grow" }, "last 50 events"),
        h("div", { class: "seg", role: "group", "aria-label": "Filter activity" }, FILTERS.map(([id, label]) =>
          h("button", { type: "button", "aria-pressed": String(id === this.filter), onclick: () => { this.filter = id; this.app.draw(); } }, label)))),
      h("div", { class: "lines", tabindex: 0, role: "log", "aria-live": "off", "aria-label": "Activity, newest first" },
        h("ol", {},
          isLive && h("li", { key: "said", class: "t-run said" }, clockTime(this.said.at), h("span", { class: "st t-run" }, icon("s-running", "spin"), sr("In progress")),
            h("span", { class: "msg" }, h("span", { class: "sn" }, `S${this.said.stage}`), this.said.message)),
          shown.map((line) => logLine(line, this.fresh > 0 && line.seq > this.fresh))),
        shown.length === 0 && !isLive && h("p", { class: "none" },
          this.run == null ? "Nothing has happened yet. Each step of a run is told here."
          : this.lines.length === 0 ? "The run has told nothing yet."
          : "None of the last 50 events is of this kind.")),
      run && h("div", { class: "foot" },
        h("a", { href: href(["runs", run.id, "log"]) }, "View full log"),
        h("span", { class: "row" },
          btn("Text", "i-download", { class: "sm quiet", "aria-label": "Download the log as text", onclick: () => save(run, "text", "log") }),
          btn("Zip", "i-download", { class: "sm quiet", "aria-label": "Download all log files as a zip archive", onclick: () => save(run, "zip", "zip") }))));
  }
}

/** @param {object} run With `id` and `run_id`. */
export async function save(run, format, ending) {
  try {
    await download(`/automation/logs/${run.id}?format=${format}`, `${run.run_id}.${ending}`);
  } catch (problem) {
    fail("The log could not be downloaded", problem);
  }
}
