// When a job runs by itself: the fields of a schedule, and beneath them, while one types, what they come to.

import { h, icon } from "../core/dom.js";
import { choice, field, line, sentence } from "../parts/field.js";
import { DAYS, capital, readTime, zones } from "./fields.js";
import { Plan } from "./plan.js";

const FREQUENCIES = { "": "Only by hand", daily: "Daily", weekly: "Weekly", monthly: "Monthly", cron: "Custom (cron)" };
const OVERLAPS = [["skip", "Leave the new one out"], ["queue_one", "Let one wait for its end"], ["cancel_other", "Cancel the one in progress"]];
const CATCH_UPS = [["latest", "Start the latest of them"], ["all", "Start all of them, one after the other"], ["none", "Start none"]];
const DATES = [...Array.from({ length: 31 }, (_, index) => [String(index + 1), String(index + 1)]), ["last", "Last day"]];
const SHORT_MONTHS = [["clamp", "On the last day"], ["skip", "Not in these months"], ["next", "On the 1st after it"]];

/** The pointers that have a field of their own. */
const KNOWN = ["frequency", "time", "day", "shortMonth", "timezone", "cron", "overlap", "catchUp/policy", "catchUp/windowMinutes", "spreadMinutes"].map((name) => `/schedule/${name}`);

export class ScheduleEditor {
  /**
   * @param {object} options `schedule`, as the API has it, or null; `type` of the job; `frequencies` that it can have besides
   *   none; `zone`, the organization's; `changed()`, called whenever there is something to draw.
   */
  constructor({ schedule, type, frequencies, zone, changed }) {
    Object.assign(this, { frequencies, zone, changed });
    const given = schedule ?? {};
    const { frequency = "", day } = given;
    this.form = {
      frequency,
      time: given.time ?? "09:00",
      days: frequency === "weekly" ? [day ?? "monday"].flat() : ["monday"],
      date: frequency === "monthly" ? String(day ?? 1) : "1",
      shortMonth: given.shortMonth ?? "clamp",
      cron: given.cron ?? "0 9 * * mon-fri",
      timezone: given.timezone ?? "",
      overlap: given.overlap ?? "skip",
      policy: given.catchUp?.policy ?? "latest",
      window: given.catchUp?.windowMinutes == null ? "" : String(given.catchUp.windowMinutes),
      spread: given.spreadMinutes == null ? "" : String(given.spreadMinutes),
    };
    this.plan = new Plan(type, changed);
    this.ask();
  }

  stop() { this.plan.stop(); }

  /** The schedule as the API takes it; `null`: it runs only when it is told to. What is as usual is left out. */
  get value() {
    const { form } = this;
    if (!form.frequency) return null;
    const value = { frequency: form.frequency };
    if (form.frequency === "cron") value.cron = form.cron.trim();
    else value.time = readTime(form.time);
    if (form.frequency === "weekly") value.day = form.days.length === 1 ? form.days[0] : form.days;
    if (form.frequency === "monthly") {
      value.day = form.date === "last" ? "last" : Number(form.date);
      if (Number(form.date) > 28 && form.shortMonth !== "clamp") value.shortMonth = form.shortMonth;
    }
    if (form.timezone.trim()) value.timezone = form.timezone.trim();
    if (form.overlap !== "skip") value.overlap = form.overlap;
    const catchUp = {};
    if (form.policy !== "latest") catchUp.policy = form.policy;
    if (form.window.trim()) catchUp.windowMinutes = whole(form.window);
    if (Object.keys(catchUp).length > 0) value.catchUp = catchUp;
    if (form.spread.trim()) value.spreadMinutes = whole(form.spread);
    return value;
  }

  /** What the server says of a schedule that was sent to be saved: it stands where the preview's words stand. */
  refuse(problem) {
    if (problem.errors.some((error) => error.pointer.startsWith("/schedule"))) this.plan.refuse(problem);
  }

  ask() { this.plan.ask(this.value); }

  set(name, value) {
    this.form[name] = value;
    this.ask();
    this.changed(true);
  }

  toggle(day, isOn) {
    this.set("days", DAYS.filter((known) => (known === day ? isOn : this.form.days.includes(known))));
  }

  // MARK: - Drawing

  render() {
    const { form } = this;
    const wrong = (name) => this.plan.problem?.of(`/schedule/${name}`);
    const set = (name) => (value) => this.set(name, value);
    return [
      h("div", { class: "fields", key: "fields" },
        field("s-frequency", "Frequency", (own) => choice(own, ["", ...this.frequencies].map((id) => [id, FREQUENCIES[id]]), form.frequency, set("frequency")), { error: wrong("frequency") }),
        form.frequency && form.frequency !== "cron" && field("s-time", "Time", (own) => line(own, form.time, set("time"), { placeholder: "09:00" }), { error: wrong("time") }),
        form.frequency === "monthly" && field("s-date", "Day of the month", (own) => choice(own, DATES, form.date, set("date")), { error: wrong("day") }),
        form.frequency === "monthly" && Number(form.date) > 28 && field("s-short", "In shorter months", (own) => choice(own, SHORT_MONTHS, form.shortMonth, set("shortMonth")), { error: wrong("shortMonth") }),
        form.frequency && field("s-zone", "Time zone", (own) => line(own, form.timezone, set("timezone"), { list: "zones", spellcheck: "false", placeholder: this.zone }),
          { error: wrong("timezone"), hint: form.timezone ? null : "The organization's, also when that changes" }),
        h("datalist", { id: "zones", key: "zones" }, zones().map((zone) => h("option", { value: zone })))),
      form.frequency === "weekly" && h("fieldset", { class: "fl", key: "days" }, h("legend", {}, "Days of the week"),
        h("div", { class: "days" }, DAYS.map((day) =>
          h("label", { key: day }, h("input", { type: "checkbox", checked: form.days.includes(day), onchange: (event) => this.toggle(day, event.target.checked) }), h("span", {}, capital(day).slice(0, 3))))),
        wrong("day") && h("p", { class: "wrong" }, icon("s-failed"), h("span", {}, sentence(wrong("day"))))),
      form.frequency === "cron" && this.cron(wrong("cron")),
      form.frequency ? this.plan.render(KNOWN) : h("p", { class: "hint", key: "none" }, "It runs when somebody presses Run now, or when a program asks for it."),
      form.frequency && this.policies(wrong),
    ];
  }

  cron(wrong) {
    const position = this.plan.problem?.position("/schedule/cron");
    const text = this.form.cron.trim();
    return field("s-cron", "Cron expression", (own) => line(own, this.form.cron, (value) => this.set("cron", value), { class: "mono", spellcheck: "false", autocapitalize: "off" }), {
      wide: true,
      error: wrong && `${wrong}${position == null ? "" : `, at character ${position + 1}`}`,
      hint: ["Minute, hour, day of the month, month, day of the week: ", h("code", {}, "0 9 * * mon-fri"), ", ", h("code", {}, "*/30 9-17 * * *"), ", ", h("code", {}, "0 6 L * *"), "."],
      more: wrong && position != null && h("p", { class: "mark-at mono", "aria-hidden": "true" },
        text.slice(0, position), h("mark", {}, text.slice(position, position + 1) || " "), text.slice(position + 1)),
    });
  }

  policies(wrong) {
    const { form } = this;
    const set = (name) => (value) => this.set(name, value);
    return h("details", { class: "adv", key: "policies" }, h("summary", {}, icon("i-chev"), "When things do not go as planned"),
      h("div", { class: "fields" },
        field("s-overlap", "While a run is still in progress", (own) => choice(own, OVERLAPS, form.overlap, set("overlap")), { error: wrong("overlap") }),
        field("s-policy", "Times that were missed", (own) => choice(own, CATCH_UPS, form.policy, set("policy")), { error: wrong("catchUp/policy"), hint: "As after an outage" }),
        field("s-window", "How late is too late", (own) => line(own, form.window, set("window"), { inputmode: "numeric", placeholder: "360" }), { error: wrong("catchUp/windowMinutes"), hint: "In minutes" }),
        field("s-spread", "Spread the starts over", (own) => line(own, form.spread, set("spread"), { inputmode: "numeric", placeholder: "0" }), { error: wrong("spreadMinutes"), hint: "In minutes; where many are planned for one time" })));
  }
}

/** A number where it is one; the server refuses anything else in its own words. */
const whole = (text) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : text.trim());
