// Reports that were started by hand in this tab: when one ends, that is told on whatever page one is.

import { toast } from "../core/announce.js";
import { get } from "../core/api.js";
import { took } from "../core/format.js";
import { href } from "../core/router.js";
import { isOver, kindOf } from "../executions/status.js";

export class Watch {
  /** The ids of the executions. */
  #waiting = new Set();

  constructor(app) { this.app = app; }

  get isEmpty() { return this.#waiting.size === 0; }

  started(id) {
    this.#waiting.add(id);
    this.app.live?.wake();
    // It may have ended before we knew its id.
    this.#look(id);
  }

  event(event) {
    if (this.#waiting.has(event.runid) && /\.run\.(completed|partial|failed|cancelled)\./.test(event.type)) this.#look(event.runid);
  }

  /** Asks for all of them: events may have been missed. */
  ask() { this.#waiting.forEach((id) => this.#look(id)); }

  async #look(id) {
    const execution = await get(`/executions/${id}`).catch(() => null);
    if (!execution || !isOver(execution) || !this.#waiting.delete(id)) return;
    const kind = kindOf(execution);
    const [title, text] = {
      success: ["is ready", `Written in ${took(execution.durationSeconds ?? 0)}.`],
      partial: ["is ready in part", execution.errorMessage],
      cancelled: ["was cancelled", ""],
      failed: ["has failed", execution.errorMessage],
    }[kind];
    toast(kind, `${execution.templateName} ${title}`, text ?? "", { label: "Open the execution", href: href(["executions", id]) });
  }
}
