// A card for each stage: what it does now, what it has done, or what it waits for.

import { h, icon, sr } from "../core/dom.js";
import { credits, duration, number, relative } from "../core/format.js";
import { href } from "../core/router.js";
import { action, link } from "../parts/buttons.js";
import { chip, statusIcon } from "../parts/status.js";
import { PHASES, items, outcome, stageName } from "./stages.js";
import { shownStages } from "./overview.js";

export function stageCards(page) {
  return h("ol", { class: "stages", "aria-label": "Stages of the pipeline" }, shownStages(page.state).map((stage) => card(page, stage)));
}

function card(page, stage) {
  if (stage.number === 7) return gateCard(page, stage);
  switch (stage.status) {
    case "running":
    case "paused":
    case "failed": return openCard(page, stage);
    case "completed":
    case "skipped": return doneCard(page, stage);
    default: return waitingCard(page, stage);
  }
}

const wrap = (stage, kind, ...body) =>
  h("li", { class: `stage is-${kind}`, key: String(stage.number) },
    h("div", { class: "node" }, statusIcon(kind === "idle" ? "waiting" : kind, "lg")),
    h("article", { class: "card scard", "aria-label": `Stage ${stage.number}: ${stageName(stage.number)}` }, body));

const title = (stage) =>
  h("h3", {}, h("span", { class: "n" }, stage.number), " ", stage.from, h("span", { class: "to" }, " → "), stage.to);

const worker = (stage) => h("span", { class: "tag" }, stage.number === 3 ? "Local" : stage.number === 7 ? "Person" : "AI");

const details = (page, stage, props) =>
  h("a", { href: href(["runs", page.run.id, "log"], { stage: stage.number }), ...props }, props?.class ? h("span", {}, "View details") : "View details", sr(` of stage ${stage.number}`));

// MARK: - Done

function doneCard(page, stage) {
  const left = stage.result?.skipped_ids?.length ?? 0;
  const isSkipped = stage.status === "skipped";
  return wrap(stage, stage.status,
    h("div", { class: "top" }, title(stage), worker(stage), isSkipped && chip("skipped"),
      h("span", { class: "right" },
        h("span", {}, duration(stage.elapsed_seconds ?? 0)),
        h("span", {}, stage.credits_used ? credits(stage.credits_used) : "No credits"),
        details(page, stage))),
    h("p", { class: "line" }, isSkipped ? `No ${stage.items[1]} to process` : outcome(stage, stage.result),
      !isSkipped && stage.result?.batches_run > 0 && h("span", { class: "muted" }, `· ${stage.result.batches_run === 1 ? "1 batch" : `${number(stage.result.batches_run)} batches`}`)),
    left > 0 && h("div", { class: "row" }, chip("partial", `${items(stage, left)} left out`),
      page.run.is_partial && page.app.can("content:run") && action("retry-failed", page.busy, "Retry failed", "i-retry", () => page.retry({ failed_only: true }), { class: "sm" })),
    stage.isOver && stage.pending > 0 && h("p", { class: "line muted" }, `${items(stage, stage.pending)} ${stage.pending === 1 ? "waits" : "wait"} for the next run`));
}

// MARK: - Waiting

function waitingCard(page, stage) {
  const isIdle = stage.status === "idle" || stage.isOver;
  const waits =
    stage.isOver && page.run.status === "failed" ? "Not reached"
    : isIdle ? "With the next run"
    : stage.waits_for ? `Waits for stage ${stage.number - 1}, ${stage.waits_for}` : "Waits for its turn";
  const coming = !isIdle && stage.is_estimate && stage.total > stage.pending ? ` · about ${items(stage, stage.total)} expected` : "";
  return wrap(stage, "idle",
    h("div", { class: "top" }, title(stage), worker(stage), !isIdle && chip("waiting"), h("span", { class: "right" }, waits)),
    h("p", { class: "line" }, stage.pending > 0 ? `${items(stage, stage.pending)} ready` : `No ${stage.items[1]} yet`, coming && h("span", { class: "muted" }, coming)));
}

// MARK: - Running, paused, failed

function openCard(page, stage) {
  const { run } = page;
  const kind = stage.status === "running" && run.is_pausing ? "pausing" : stage.status === "failed" && run.is_cancelled ? "cancelled" : stage.status;
  const label = { running: "Processing", pausing: "Pausing after this batch", paused: "Paused", failed: "Failed", cancelled: "Cancelled" }[kind];
  return wrap(stage, kind,
    h("div", { class: "top" }, title(stage), worker(stage), chip(kind, label)),
    kind === "failed" && problem(run),
    meter(stage),
    stage.current_item && current(stage),
    h("dl", { class: "quad" },
      quad("Credits", number(stage.credits_used)),
      quad("Elapsed", duration((stage.elapsed_seconds ?? 0) + (kind === "running" ? (Date.now() - page.state.at) / 1000 : 0))),
      kind === "running" || kind === "pausing"
        ? quad("Batch", stage.batch ? `${number(stage.batch.number)} of ${number(stage.batch.of)}` : "–")
        : quad("Batches done", number(stage.result?.batches_run ?? 0)),
      quad("ETA", stage.eta_seconds == null ? (kind === "running" ? "not known yet" : "–") : `about ${duration(stage.eta_seconds)}`)),
    actions(page, stage, kind));
}

const quad = (label, value) => h("div", { key: label }, h("dt", {}, label), h("dd", {}, value));

function problem(run) {
  return h("div", { class: "why", role: "group", "aria-label": "What went wrong" }, icon("s-failed"),
    h("div", {}, h("p", {}, run.error_message ?? "The stage failed."), h("p", { class: "muted" }, "Everything that was done before is kept, and will not be done again.")));
}

function meter(stage) {
  const done = stage.processed + stage.failed;
  const doing = stage.status === "running" && stage.current_item ? Math.min(stage.current_item.items, stage.total - done) : 0;
  const part = (value) => (stage.total ? (value / stage.total) * 100 : 0);
  const entry = (kind, label, value) => h("div", {}, h("dt", {}, kind != null && h("i", { class: `key ${kind}` }), label), h("dd", {}, number(value)));
  return h("div", { class: "prog" },
    h("div", { class: "lbl" }, h("span", {}, h("b", {}, `${number(stage.processed)} of ${items(stage, stage.total)}`),
      h("span", { class: "muted" }, ` · ${Math.floor(part(stage.processed))}%`, stage.failed > 0 && `, ${number(stage.failed)} failed`))),
    h("div", {
      class: "meter", role: "progressbar", "aria-label": `Progress of stage ${stage.number}`, "aria-valuemin": 0, "aria-valuemax": stage.total || 1, "aria-valuenow": stage.processed,
      "aria-valuetext": `${stage.processed} of ${items(stage, stage.total)}${stage.failed ? `, ${stage.failed} failed` : ""}`,
    }, h("i", { class: "d", vars: { p: part(stage.processed) } }), stage.failed > 0 && h("i", { class: "f", vars: { p: part(stage.failed) } }), doing > 0 && h("i", { class: "r", vars: { p: part(doing) } })),
    h("dl", { class: "counts" },
      entry("d", "Processed", stage.processed), entry("f", "Failed", stage.failed), entry("r", "In progress", doing),
      entry("", "Remaining", Math.max(0, stage.remaining - doing)), entry(null, "Total", stage.total)));
}

function current(stage) {
  const item = stage.current_item;
  const at = PHASES.findIndex(([id]) => id === item.phase);
  return h("div", { class: "cur" },
    h("p", { class: "k" }, h("span", {}, stage.batch ? `Now: batch ${number(stage.batch.number)} of ${number(stage.batch.of)}` : "Now", item.items > 1 ? `, ${items(stage, item.items)}` : ""),
      item.started_at && h("span", { class: "num" }, duration((Date.now() - new Date(item.started_at)) / 1000))),
    h("p", { class: "t" }, item.title ?? items(stage, item.items)),
    h("ol", { class: "phases", "aria-label": "Phases of the batch" }, PHASES.map(([id, label], index) =>
      h("li", { key: id, class: index < at ? "was" : "", "aria-current": index === at ? "step" : null },
        h("span", { class: "pb" }, h("i", { vars: { p: index < at ? 100 : index === at ? Math.max(8, phasePart(item, at)) : 0 } })), label))),
    h("p", { class: "k" }, h("span", {}, item.message ? sentence(item) : "Handed to a worker"), h("span", { class: "num" }, `${item.percent}%`)));
}

/** The percentage is that of the whole batch; the phase shows it as its own only where it is the long one. */
const phasePart = (item, at) => (PHASES[at]?.[0] === "AI_CALL" ? item.percent : 50);
const sentence = (item) => item.message.replace(/\s*\(\d+% complete\)/, "");

function actions(page, stage, kind) {
  const { busy } = page;
  const buttons = [details(page, stage, { class: "btn sm" })];
  if (!page.app.can("content:run")) return h("div", { class: "row acts" }, buttons);
  if (kind === "running") {
    buttons.push(action("pause", busy, "Pause after this batch", "i-pause", () => page.pause(), { class: "sm" }));
    buttons.push(action("cancel", busy, "Cancel run", "i-x", () => page.cancel(), { class: "sm" }));
  }
  if (kind === "paused") {
    buttons.push(action("resume", busy, "Resume", "i-resume", () => page.resume(), { class: "sm" }));
    buttons.push(action("cancel", busy, "Cancel run", "i-x", () => page.cancel(), { class: "sm" }));
  }
  if (kind === "failed") {
    if (stage.failed > 0) {
      buttons.push(action("retry-failed", busy, `Retry ${number(stage.failed)} failed`, "i-retry", () => page.retry({ failed_only: true }), { class: "sm" }));
      buttons.push(action("skip-failed", busy, `Skip ${number(stage.failed)} failed`, "s-skipped", () => page.retry({ skip_failed: true }), { class: "sm", title: "Leave them out and go on with the rest" }));
    } else {
      buttons.push(action("retry", busy, `Retry from stage ${stage.number}`, "i-retry", () => page.retry(), { class: "sm" }));
    }
  }
  return h("div", { class: "row acts" }, buttons);
}

// MARK: - The gate

function gateCard(page, stage) {
  const isReached = stage.status === "completed";
  return wrap(stage, "gate",
    h("div", { class: "top" }, title(stage), worker(stage), chip("gate", "Automation stops here"),
      isReached && h("span", { class: "right" }, page.run.completed_at && h("span", {}, `reached ${relative(page.run.completed_at)}`), details(page, stage))),
    h("p", { class: "line" }, stage.pending > 0
      ? `${items(stage, stage.pending)} ${stage.pending === 1 ? "waits" : "wait"} for your review. Nothing is published until a person approves it.`
      : "No articles wait for review. Nothing is published until a person approves it."),
    h("div", { class: "row" }, link("Go to review page", "i-review", href(["review", page.site.id]), { class: "sm" })));
}
