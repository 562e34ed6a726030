// What a schedule comes to: its sentence and its next times, as the server works them out.

import { h, icon } from "../core/dom.js";
import { post } from "../core/api.js";
import { relative, zoneText } from "../core/format.js";
import { sentence } from "../parts/field.js";
import { localText } from "./fields.js";

/** So long nobody types. */
const pause = 250;
const fires = 5;

export class Plan {
  answer = null;
  problem = null;
  #asked = 0;
  #timer = null;

  constructor(type, changed) { [this.type, this.changed] = [type, changed]; }

  stop() { clearTimeout(this.#timer); }

  /** Asks once nobody types any more. */
  ask(schedule) {
    clearTimeout(this.#timer);
    this.#asked += 1;
    const number = this.#asked;
    if (!schedule) {
      [this.answer, this.problem] = [null, null];
      return;
    }
    if (Array.isArray(schedule.day) && schedule.day.length === 0) {
      [this.answer, this.problem] = [null, { errors: [], of: (pointer) => (pointer === "/schedule/day" ? "choose at least one day" : undefined), position: () => undefined }];
      return;
    }
    this.#timer = setTimeout(async () => {
      let [answer, problem] = [null, null];
      try {
        answer = await post("/schedules/preview", { schedule, type: this.type, count: fires });
      } catch (error) {
        problem = error;
      }
      // An answer that was overtaken by another question is not shown.
      if (number !== this.#asked) return;
      [this.answer, this.problem] = [answer, problem];
      this.changed();
    }, pause);
  }

  refuse(problem) { [this.answer, this.problem] = [null, problem]; }

  /** @param {string[]} known The pointers whose errors stand at their fields. */
  render(known) {
    const { answer, problem } = this;
    if (problem) {
      const others = (problem.errors ?? []).filter((error) => error.pointer.startsWith("/schedule") && !known.includes(error.pointer));
      const text = others.length > 0 ? others.map((error) => sentence(error.message)).join(" ")
        : known.some((pointer) => problem.of?.(pointer)) ? "There are no times to show until what is marked above is right."
        : problem.message;
      return h("div", { class: "plan is-wrong", key: "plan" }, h("p", { role: "status" }, icon("s-warn"), h("span", {}, text)));
    }
    if (!answer) return h("div", { class: "plan", key: "plan" }, h("p", { role: "status" }, icon("s-active"), h("span", {}, "Working out the next times…")));
    return h("div", { class: "plan", key: "plan" },
      h("p", { role: "status" }, icon("s-active"), h("strong", {}, `${answer.text}.`)),
      h("p", { class: "k", key: "zone" }, `Next times, in ${zoneText(answer.timezone)}`),
      answer.fires.length === 0
        ? h("p", { class: "hint" }, "None: this never comes.")
        : h("ol", { key: "fires", "aria-label": "Next times" }, answer.fires.map((fire) => h("li", { key: fire.at },
          h("time", { datetime: fire.at }, localText(fire.local)), h("span", { class: "muted" }, relative(fire.at)),
          fire.reason && h("p", { class: "reason" }, icon("s-warn"), h("span", {}, sentence(fire.reason)))))));
  }
}
