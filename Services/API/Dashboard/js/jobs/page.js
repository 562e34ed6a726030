// All jobs: when they run, how their last run ended, and what can be done at once.

import { h } from "../core/dom.js";
import { fail, toast } from "../core/announce.js";
import { all, post } from "../core/api.js";
import { href } from "../core/router.js";
import { iconBtn, link } from "../parts/buttons.js";
import { empty, head, skeleton } from "../parts/page.js";
import { chip, statusIcon, word } from "../parts/status.js";
import { time } from "../parts/time.js";
import { TYPES as WORDS } from "../parts/words.js";

export class JobsPage {
  constructor(app) {
    this.app = app;
    this.jobs = null;
  }

  title() { return "Jobs"; }
  isLoaded() { return this.jobs != null; }
  interval() { return 10_000; }

  async load() {
    this.jobs = await all("/jobs");
    this.app.draw();
  }

  event(event) {
    if (!event.type.includes(".job.") && !/run\./.test(event.type)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load().catch(() => {}), 500);
  }

  async run(job) {
    try {
      const run = await post(`/jobs/${job.id}/run`, { trigger: "manual" });
      toast("running", `${job.name} has started`, "", { label: "Open the run", href: href(["runs", run.runId]) });
    } catch (problem) {
      fail(`${job.name} could not be started`, problem);
    }
  }

  async switch(job, verb) {
    try {
      await post(`/jobs/${job.id}/${verb}`);
      await this.load();
      toast(verb === "pause" ? "paused" : "active", `The schedule of ${job.name} is ${verb === "pause" ? "paused" : "on"}`);
    } catch (problem) {
      fail(`${job.name} could not be changed`, problem);
    }
  }

  render() {
    return [
      head({ title: "Jobs", meta: ["Everything that runs on a schedule, or when it is told to"], actions: [this.app.can("jobs:edit") && link("New newsletter", "i-plus", "#/jobs/new", { class: "primary" })] }),
      !this.jobs ? skeleton(5) : h("section", { class: "card tw", key: "jobs", "aria-label": "Jobs" },
        this.jobs.length === 0 ? empty("No jobs yet", "A job runs on a schedule and keeps every run. Each site brings a content job of its own.") :
        h("table", { class: "jt" },
          h("thead", {}, h("tr", {}, ["Job", "Type", "Schedule", "Last run", "Status"].map((name) => h("th", { scope: "col" }, name)), h("th", { scope: "col" }, h("span", { class: "sr" }, "Actions")))),
          h("tbody", {}, this.jobs.map((job) => this.row(job))))),
    ];
  }

  row(job) {
    const isContent = job.type === "content" && job.siteId;
    const last = job.lastRun;
    const place = isContent ? href(["automation", job.siteId]) : href([job.type === "report" && this.app.can("reports:view") ? "reports" : "jobs", job.id]);
    return h("tr", { key: job.id },
      h("td", { class: "c-name" }, h("a", { href: place }, h("b", {}, job.name))),
      h("td", { class: "c-type" }, h("span", { class: "tag" }, WORDS[job.type] ?? job.type)),
      h("td", { class: "c-when" }, job.scheduleText ?? "By hand", h("p", { class: "s2" }, job.nextRunAt ? ["Next: ", time(job.nextRunAt)] : job.status === "paused" ? "Paused, no next run" : "No next run")),
      h("td", { class: "c-last" }, last ? h("div", { class: "lr" }, statusIcon(last.status), h("div", {}, h("a", { href: href(["runs", last.id]) }, word(last.status)), h("p", { class: "s2" }, time(last.at)))) : h("span", { class: "s2" }, "Never run")),
      h("td", { class: "c-state" }, chip(job.shownStatus)),
      h("td", { class: "c-act" }, h("div", { class: "ra" },
        this.app.can("jobs:run") && (job.status === "active" || isContent) && iconBtn(`Run ${job.name} now`, "i-play", { onclick: () => this.run(job) }),
        this.app.can("jobs:edit") && job.status === "active" && iconBtn(`Pause the schedule of ${job.name}`, "i-pause", { onclick: () => this.switch(job, "pause") }),
        this.app.can("jobs:edit") && job.status === "paused" && iconBtn(`Switch the schedule of ${job.name} on`, "i-resume", { onclick: () => this.switch(job, "resume") }))));
  }
}
