// The whole pipeline at a glance: what waits between the stages, how far the run is, when it will be done, what it costs.

import { h } from "../core/dom.js";
import { duration, number, relative, when } from "../core/format.js";
import { href } from "../core/router.js";
import { runState, statusIcon } from "../parts/status.js";
import { time } from "../parts/time.js";
import { STAGES, items } from "./stages.js";

/** The stages as they are shown; without a run, as they would be. */
export function shownStages(state) {
  return STAGES.map((stage) => {
    const known = state.progress?.stages[stage.number - 1];
    const queue = state.queues[`stage_${stage.number}`];
    const isOver = state.run && !["running", "paused"].includes(state.run.status);
    return {
      ...stage,
      ...(known ?? { status: "idle", total: 0, processed: 0, failed: 0, remaining: 0, percent: 0 }),
      result: state.run?.[`stage_${stage.number}_result`] ?? null,
      pending: queue.pending,
      isOver,
    };
  });
}

const SHAPE = { idle: "waiting", running: "running" };

export function overview(page) {
  const { state } = page;
  const stages = shownStages(state);
  return h("section", { class: "card sum", key: "overview", "aria-label": "Pipeline overview" },
    h("ol", { class: "segs", "aria-label": "Stages" }, stages.map((stage) => segment(stage, state))),
    facts(page));
}

function segment(stage, state) {
  const isGate = stage.number === 7;
  const kind = isGate ? "gate" : stage.status === "running" && state.run?.is_pausing ? "pausing" : SHAPE[stage.status] ?? stage.status;
  const tone = { completed: "ok", running: "run", pausing: "warn", paused: "warn", failed: "fail", gate: "gate" }[kind] ?? "idle";
  const [value, words] = isGate ? [number(stage.pending), "to review"]
    : stage.status === "failed" && stage.failed > 0 ? [number(stage.failed), "failed"]
    : ["running", "paused", "failed"].includes(stage.status) ? [`${number(stage.processed)}/${number(stage.total)}`, "done"]
    : stage.status === "completed" && (!stage.isOver || stage.pending === 0) ? [number(stage.result?.[stage.gave] ?? 0), "made"]
    : [number(stage.pending), "waiting"];
  return h("li", { class: `is-${kind} t-${tone}`, key: String(stage.number) },
    h("div", { class: "bar", vars: { p: isGate ? 0 : stage.percent } }),
    h("div", { class: "lab" }, statusIcon(kind), h("span", {}, `${stage.number} ${stage.to}`)),
    h("p", { class: "q", title: `${stage.from}: ${items(stage, stage.pending)} waiting` }, h("b", {}, value), h("span", {}, ` ${words}`)));
}

const fact = (key, label, value, small, below) =>
  h("div", { key }, h("dt", {}, label), h("dd", {}, value, " ", small && h("small", {}, small)), h("dd", { class: "fp" }, below));

function facts({ state, site, isActive }) {
  const { run, progress } = state;
  if (!run) {
    const waiting = STAGES.reduce((sum, stage) => sum + (stage.number < 7 ? state.queues[`stage_${stage.number}`].pending : 0), 0);
    return h("p", { class: "noruns" }, waiting > 0
      ? `${number(waiting)} ${waiting === 1 ? "item waits" : "items wait"} for the first run.`
      : ["No run yet, and nothing waits. ", h("a", { href: href(["planner", site.id]) }, "Add keywords"), " to begin."]);
  }
  const kind = runState(run);
  // Between two snapshots the clock goes on.
  const since = isActive ? (Date.now() - state.at) / 1000 : 0;
  const elapsed = (progress?.elapsed_seconds ?? 0) + since;
  const done = progress.stages.filter((stage) => stage.status === "completed" || stage.status === "skipped").length;
  const current = progress.stages.find((stage) => stage.status === "running");
  const eta = progress.eta_seconds == null ? null : Math.max(0, progress.eta_seconds - since);
  const finish =
    isActive ? (progress.estimated_completion && eta != null
      ? fact("eta", "Estimated completion", time(progress.estimated_completion), eta > 45 ? `in ${duration(Math.round(eta / 60) * 60 || 60).replace(/ 00 s$/, "")}` : "in less than a minute", "from how long items took until now")
      : fact("eta", "Estimated completion", "Not known yet", null, current?.eta_seconds != null
        ? `stage ${current.number} about ${duration(current.eta_seconds)} more; later stages have not run here yet`
        : "after the first items of this stage"))
    : run.completed_at ? fact("eta", kind === "failed" ? "Failed" : kind === "cancelled" ? "Cancelled" : "Completed", time(run.completed_at, when(run.completed_at)), null, relative(run.completed_at))
    : fact("eta", "Estimated completion", "Paused", null, "nothing goes on until it is resumed");
  return h("dl", { class: "facts" },
    fact("all", "Overall progress", `${progress.percent}%`, `stage ${run.current_stage} of 7`, `${done} of 7 stages complete`),
    finish,
    fact("credits", "Credits used this run", number(run.total_credits_used), run.credits_estimated > 0 ? `of about ${number(run.credits_estimated)}` : null,
      run.credits_reserved > 0 ? `${number(run.credits_reserved)} still reserved` : "nothing reserved any more"),
    fact("elapsed", "Elapsed", duration(elapsed), null, run.attempt > 1 ? `attempt ${run.attempt}, without the time it stood still` : "without the time it stood still"));
}
