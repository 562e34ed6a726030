// A job: when it runs, how it goes, its runs, and the times for which it was planned.

import { h, icon } from "../core/dom.js";
import { fail, toast } from "../core/announce.js";
import { get, post, send } from "../core/api.js";
import { confirm, open } from "../core/dialog.js";
import { between, count, number, relative, took } from "../core/format.js";
import { go, href } from "../core/router.js";
import { action, btn, link } from "../parts/buttons.js";
import { CursorList } from "../parts/list.js";
import { cursorPager } from "../parts/pager.js";
import { empty, head, skeleton } from "../parts/page.js";
import { chip } from "../parts/status.js";
import { time } from "../parts/time.js";
import { TRIGGERS } from "../parts/words.js";
import { Occurrences, runHref } from "../schedule/occurrences.js";
import { sendTest } from "./testmail.js";

const WHY_NOT = { draft: "A draft does not run: activate it first", paused: "It is paused: resume it first" };

export class JobPage {
  constructor(app, id) {
    [this.app, this.id] = [app, id];
    this.job = null;
    this.busy = new Set();
    this.times = new Occurrences(app, id, runHref);
    this.list = new CursorList((cursor) => get(`/runs?jobId=${id}&limit=10${cursor ? `&cursor=${cursor}` : ""}`), () => app.draw());
  }

  title() { return this.job?.name ?? "Job"; }
  isLoaded() { return this.job != null; }
  interval() { return 3000; }
  stop() { clearTimeout(this.timer); }

  async load() {
    [this.job] = await Promise.all([get(`/jobs/${this.id}`), this.list.load(), this.times.load()]);
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

  async act(id, title, work) {
    this.busy.add(id);
    this.app.draw();
    try {
      await work();
      await this.load();
    } catch (problem) {
      fail(title, problem);
    }
    this.busy.delete(id);
    this.app.draw();
  }

  run() {
    return this.act("run", `${this.job.name} could not be started`, async () => {
      const run = await post(`/jobs/${this.id}/run`, { trigger: "manual" });
      toast("running", `${this.job.name} has started`, "", { label: "Open the run", href: href(["runs", run.runId]) });
    });
  }

  setPaused(isPaused) {
    return this.act("pause", `${this.job.name} could not be changed`, async () => {
      await post(`/jobs/${this.id}/${isPaused ? "pause" : "resume"}`);
      toast(isPaused ? "paused" : "active", `${this.job.name} is ${isPaused ? "paused" : "active"}`);
    });
  }

  duplicate() {
    return this.act("copy", `${this.job.name} could not be copied`, async () => {
      const made = await post(`/jobs/${this.id}/duplicate`);
      toast("draft", `${made.name} was made`, "It is a draft and does not run yet.");
      go(href(["jobs", made.id]));
    });
  }

  remove() {
    const { job } = this;
    confirm({
      title: `Delete ${job.name}?`, text: "It does not run any more. Its runs and what they have made stay readable.", submit: "Delete job", busy: "Deleting", danger: true,
      action: async () => {
        await send("DELETE", `/jobs/${job.id}`);
        toast("success", `${job.name} was deleted`);
        go("#/jobs");
      },
    });
  }

  /** What a run has written, in a frame in which nothing runs. */
  async read(run) {
    let content = null;
    const dialog = open({
      title: "Generated newsletter", wide: true,
      body: () => [
        content && h("p", { class: "meta" }, h("span", {}, h("b", {}, content.subject)), h("span", {}, "Written ", time(content.generatedAt)), content.model && h("span", {}, `Model ${content.model}`)),
        h("iframe", { class: "frame in-dialog", sandbox: "", src: `api/v1/contents/${run.contentRef}/preview`, title: "The newsletter, as it reads", key: "frame", opaque: true }),
      ],
      aside: () => h("span", { class: "grow" }, h("a", { href: href(["runs", run.id]), onclick: () => dialog.close() }, "Open the run")),
    });
    content = await get(`/contents/${run.contentRef}`).catch(() => null);
    dialog.redraw();
  }

  // MARK: - Drawing

  render() {
    const { job } = this;
    const crumbs = [["Jobs", "#/jobs"]];
    if (!job) return [head({ crumbs, title: "Job" }), skeleton(4)];
    return [
      head({
        crumbs, title: job.name, chip: chip(job.shownStatus), actions: this.actions(job),
        meta: [job.scheduleText ?? "Runs when it is told to", job.nextRunAt && [icon("s-active"), h("span", {}, "Next: ", time(job.nextRunAt), `, ${relative(job.nextRunAt)}`)]],
      }),
      this.tiles(job.statistics),
      h("div", { class: "two wide-left", key: "two" }, this.runs(), h("div", { class: "stack-v", key: "right" }, this.times.render(job), this.facts(job))),
    ];
  }

  actions(job) {
    const { app, busy } = this;
    const why = WHY_NOT[job.status] ?? null;
    const mayEdit = app.can("jobs:edit");
    return [
      mayEdit && btn("Delete", "i-x", { key: "delete", onclick: () => this.remove() }),
      mayEdit && action("copy", busy, "Duplicate", "i-copy", () => this.duplicate()),
      app.can("jobs:run") && job.type === "newsletter" && btn("Send a test", "i-mail", { key: "test", onclick: () => sendTest(app, job) }),
      mayEdit && job.type === "newsletter" && link("Edit", "s-draft", href(["jobs", job.id, "edit"]), { key: "edit" }),
      mayEdit && (job.status === "active" ? action("pause", busy, "Pause", "i-pause", () => this.setPaused(true)) : action("pause", busy, job.status === "draft" ? "Activate" : "Resume", "i-resume", () => this.setPaused(false))),
      app.can("jobs:run") && action("run", busy, "Run now", "i-play", () => this.run(), { class: "primary", "aria-disabled": why ? "true" : null, title: why, "aria-describedby": why ? "why-not" : null }),
      app.can("jobs:run") && why && h("span", { class: "sr", id: "why-not", key: "why" }, why),
    ];
  }

  tiles(statistics) {
    const tile = (name, value, below) => h("div", { class: "card tile", key: name }, h("p", { class: "k" }, name), h("p", { class: "v" }, value), h("p", { class: "p" }, below));
    const last = statistics.lastSuccessfulRunAt;
    return h("div", { class: "tiles", key: "tiles" },
      tile("Last success", last ? time(last) : "None yet", last ? relative(last) : "It has not come to a good end yet"),
      tile("Success rate", statistics.successRate == null ? "–" : `${number(Math.round(statistics.successRate * 100))} %`, `${count(statistics.totalRuns, "run")} in all`),
      tile("Average recipients", statistics.averageRecipients == null ? "–" : number(Math.round(statistics.averageRecipients)), "Over the runs that were sent"),
      tile("Average time", statistics.averageSeconds == null ? "–" : took(statistics.averageSeconds), statistics.p95Seconds == null ? "Nothing has run yet" : `95 of 100 take at most ${took(statistics.p95Seconds)}`));
  }

  runs() {
    const { items } = this.list;
    const mayRead = this.app.can("content:view");
    return h("section", { class: "card tw", "aria-label": "Runs", key: "runs" }, h("div", { class: "panel-h" }, h("h2", {}, "Runs")),
      !items ? skeleton(2) : items.length === 0 ? empty("Not run yet", "Its runs appear here.") :
      h("table", { class: "jt" },
        h("thead", {}, h("tr", {}, ["Run", "Status", "Generated", "Sent", "Took", "Trigger"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, items.map((run) => h("tr", { key: run.id },
          h("td", { class: "c-name" }, h("a", { href: href(["runs", run.id]) }, h("b", {}, time(run.runAt))), run.error && h("p", { class: "s2 clip2", title: run.error }, run.error)),
          h("td", { class: "c-state" }, chip(run.status)),
          h("td", { class: "c-when" }, !run.generated ? "No" : !run.contentRef || !mayRead ? "Yes"
            : h("button", { type: "button", class: "linkish", onclick: () => this.read(run) }, "View", h("span", { class: "sr" }, " what was generated"))),
          h("td", { class: "c-last" }, run.sent ? `To ${number(run.recipients)}` : "No"),
          h("td", { class: "c-num" }, run.startedAt ? took(between(run.startedAt, run.completedAt ?? new Date())) : "–"),
          h("td", { class: "c-act" }, TRIGGERS[run.trigger] ?? run.trigger))))),
      items && cursorPager(this.list));
  }

  facts(job) {
    const { generate, publish } = job.tasks;
    return h("section", { class: "card", "aria-label": "Settings", key: "facts" }, h("div", { class: "panel-h" }, h("h2", {}, "Settings")),
      generate?.prompt && h("div", { class: "quoted" }, h("p", { class: "k" }, "Prompt"), h("p", {}, generate.prompt)),
      h("dl", { class: "kv" },
        generate && [
          h("dt", {}, "Model"), h("dd", {}, generate.model && generate.model !== "default" ? generate.model : "Default"),
          generate.maxItems && [h("dt", {}, "Items"), h("dd", {}, `${number(generate.maxItems)} at most`)],
          generate.tone && [h("dt", {}, "Tone"), h("dd", {}, generate.tone)],
        ],
        publish && [h("dt", {}, "Sent"), h("dd", {}, publish.enabled ? "By itself" : "By hand, from its run"), publish.subject && [h("dt", {}, "Subject"), h("dd", {}, publish.subject)]],
        h("dt", {}, "Time zone"), h("dd", {}, job.timezone),
        h("dt", {}, "Changed"), h("dd", {}, time(job.updatedAt)),
        h("dt", {}, "Version"), h("dd", {}, number(job.version))));
  }
}
