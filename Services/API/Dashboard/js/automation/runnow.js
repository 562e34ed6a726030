// Before a run is started by hand: what it will take, and what there is.

import { h, icon } from "../core/dom.js";
import { toast } from "../core/announce.js";
import { get, post } from "../core/api.js";
import { open } from "../core/dialog.js";
import { number } from "../core/format.js";
import { href } from "../core/router.js";
import { STAGES, items } from "./stages.js";

export function runNow(page) {
  let [estimate, problem] = [null, null];
  const { queues } = page.state;
  const waiting = STAGES.filter((stage) => stage.number < 7 && queues[`stage_${stage.number}`].pending > 0);
  const isShort = () => estimate != null && estimate.available < estimate.required;

  const dialog = open({
    title: "Run the pipeline now",
    text: page.site.name,
    submit: "Run now", busy: "Starting", icon: "i-play",
    isBlocked: () => estimate == null || isShort(),
    body: () => [
      h("p", { class: "say" }, waiting.length
        ? `${waiting.map((stage) => items(stage, queues[`stage_${stage.number}`].pending)).join(", ")} waiting.`
        : "Nothing waits at any stage: the run will find nothing to do and end at once. Add keywords in the planner first."),
      estimate == null && !problem && h("p", { class: "say muted" }, "Estimating the credits…"),
      problem && h("p", { class: "problem" }, icon("s-failed"), h("span", {}, problem.message)),
      estimate && h("dl", { class: "price" },
        STAGES.filter((stage) => estimate.by_stage[`stage_${stage.number}`] > 0).map((stage) =>
          [h("dt", {}, `${stage.number} ${stage.from} → ${stage.to}`), h("dd", {}, number(estimate.by_stage[`stage_${stage.number}`]))]),
        h("dt", { class: "total" }, "Estimated credits"), h("dd", { class: "total" }, number(estimate.estimate)),
        h("dt", {}, "Needed, with a reserve"), h("dd", {}, number(estimate.required)),
        h("dt", {}, "Available"), h("dd", {}, number(estimate.available))),
      estimate && (isShort()
        ? h("p", { class: "problem" }, icon("s-failed"), h("span", {}, estimate.available < estimate.estimate
          ? `Need about ${number(estimate.estimate)} credits, you have ${number(estimate.available)}. Nothing was started.`
          : `Need about ${number(estimate.estimate)} credits, ${number(estimate.required)} with the reserve; you have ${number(estimate.available)}. Nothing was started.`))
        : h("p", { class: "note" }, icon("i-coin"), h("span", {}, "Credits are charged batch by batch for what is really used. What is left over is released when the run ends."))),
    ],
    async onsubmit() {
      if (isShort() || estimate == null) return false;
      const run = await post("/automation/run_now", { site_id: page.site.id });
      await page.loadState();
      page.app.live?.wake();
      toast("running", "The run has started", "It works on by itself; you can leave this page.", { label: "Open the run", href: href(["runs", run.id]) });
    },
  });

  get(`/automation/estimate?site_id=${page.site.id}`)
    .then((answer) => { estimate = answer; })
    .catch((error) => { problem = error; })
    .finally(() => dialog.redraw());
}
