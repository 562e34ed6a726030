// The first page: jobs and runs, as they are and as they change.
import { get, post, follow, Refused } from "./api.js";

const element = (id) => document.getElementById(id);

/** What is shown, by id. */
const jobs = new Map();
const runs = new Map();

function cell(text, className) {
  const td = document.createElement("td");
  if (className) td.className = className;
  td.append(text);
  return td;
}

function time(text) {
  if (!text) return "–";
  const node = document.createElement("time");
  node.dateTime = text;
  node.textContent = new Date(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  return node;
}

function status(text) {
  const node = document.createElement("span");
  node.className = `status ${text}`;
  node.textContent = text.replace("_", " ");
  return node;
}

function took(run) {
  if (!run.startedAt || !run.completedAt) return "–";
  const seconds = (new Date(run.completedAt) - new Date(run.startedAt)) / 1000;
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${Math.round(seconds)} s`;
}

function jobRow(job) {
  const row = document.createElement("tr");
  const button = document.createElement("button");
  button.textContent = "Run now";
  button.disabled = job.status !== "active";
  button.ariaLabel = `Run ${job.name} now`;
  button.addEventListener("click", () => runNow(job, button));
  row.append(
    cell(job.name, "name"), cell(job.type), cell(job.scheduleText ?? "by hand"), cell(time(job.nextRunAt)),
    cell(time(job.lastRun?.at)), cell(status(job.shownStatus)), cell(button),
  );
  return row;
}

function runRow(run) {
  const row = document.createElement("tr");
  row.append(
    cell(time(run.startedAt ?? run.createdAt)), cell(run.jobName, "name"), cell(run.trigger),
    cell(run.sent ? run.recipients.toLocaleString() : "–"), cell(took(run)), cell(status(run.status)),
    cell(run.note ?? run.error ?? "", "note"),
  );
  return row;
}

function show() {
  element("jobs").replaceChildren(...[...jobs.values()].map(jobRow));
  const latest = [...runs.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, 50);
  element("runs").replaceChildren(...latest.map(runRow));
  element("no-jobs").hidden = jobs.size > 0;
  element("no-runs").hidden = runs.size > 0;
}

/** Changes that come together are drawn together. */
let isDrawing = false;
function draw() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    show();
  });
}

async function runNow(job, button) {
  button.disabled = true;
  try {
    await post(`/jobs/${job.id}/run`, { trigger: "manual" });
  } catch (error) {
    say(error.message);
  } finally {
    button.disabled = false;
  }
}

async function load() {
  const [jobPage, runPage] = await Promise.all([get("/jobs?limit=100"), get("/runs?limit=50")]);
  jobs.clear();
  for (const job of jobPage.items) jobs.set(job.id, job);
  runs.clear();
  for (const run of runPage.items) runs.set(run.id, run);
  draw();
}

/** Jobs are asked for again when something about them happened; once, however much that was. */
let reloading;
function reloadJobs() {
  clearTimeout(reloading);
  reloading = setTimeout(async () => {
    try {
      for (const job of (await get("/jobs?limit=100")).items) jobs.set(job.id, job);
      draw();
    } catch (error) {
      say(error.message);
    }
  }, 300);
}

function happened(event) {
  const run = event.data.run;
  if (run) {
    runs.set(run.id, { ...run, note: event.data.message });
    if (["completed", "partial", "failed", "cancelled"].includes(run.status)) reloadJobs();
    draw();
  } else if (event.type.startsWith("stagecoach.job.")) {
    const job = event.data.job?.id ?? event.subject;
    if (event.type === "stagecoach.job.deleted.v1") jobs.delete(job);
    reloadJobs();
    draw();
  }
}

function say(text, isLive = false) {
  const node = element("connection");
  node.textContent = text;
  node.classList.toggle("live", isLive);
}

async function start() {
  element("login").hidden = true;
  element("content").hidden = false;
  try {
    await follow({ event: happened, live: () => say("Live", true), lost: () => say("Reconnecting…"), begin: load });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    sessionStorage.removeItem("key");
    element("refused").textContent = error.message;
    element("content").hidden = true;
    element("login").hidden = false;
    say("Not connected");
  }
}

element("login").addEventListener("submit", (event) => {
  event.preventDefault();
  element("refused").textContent = "";
  sessionStorage.setItem("key", element("key").value.trim());
  start();
});

if (sessionStorage.getItem("key")) start();
else element("login").hidden = false;
