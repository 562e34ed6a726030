// What can be done with a report, wherever it is shown.

import { fail, toast } from "../core/announce.js";
import { post, send } from "../core/api.js";
import { confirm } from "../core/dialog.js";
import { href } from "../core/router.js";

/** Why it cannot be run as it is; `null`: it can. */
export const whyNotRun = ({ status }) => ({ draft: "A draft does not run: activate it first", paused: "It is paused: resume it first" })[status] ?? null;

export async function runNow(app, template) {
  try {
    const { executionId } = await post(`/templates/${template.id}/run`, { trigger: "manual" });
    toast("running", `${template.name} has started`, "You are told when it ends.", { label: "Open the execution", href: href(["executions", executionId]) });
    app.watch.started(executionId);
    return executionId;
  } catch (problem) {
    const link = problem.runId ? { label: "Open the execution in progress", href: href(["executions", problem.runId]) } : null;
    toast("failed", `${template.name} could not be started`, problem.message, link);
    return null;
  }
}

export async function setPaused(template, isPaused) {
  try {
    await post(`/templates/${template.id}/${isPaused ? "pause" : "resume"}`);
    toast(isPaused ? "paused" : "active", `${template.name} is ${isPaused ? "paused" : "active"}`, isPaused ? "It does not run until it is resumed." : "");
  } catch (problem) {
    fail(`${template.name} could not be changed`, problem);
  }
}

/** @param {Function} after Called when it is gone. */
export function askDelete(template, after) {
  confirm({
    title: `Delete ${template.name}?`,
    text: "It does not run any more. Its executions and what they have written stay readable.",
    submit: "Delete report", busy: "Deleting", danger: true,
    action: async () => {
      await send("DELETE", `/templates/${template.id}`);
      toast("success", `${template.name} was deleted`);
      after();
    },
  });
}
