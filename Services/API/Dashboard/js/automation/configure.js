// The settings of a site's pipeline: when it runs by itself, how large its batches are, and which models it asks.

import { h, icon } from "../core/dom.js";
import { toast } from "../core/announce.js";
import { all, change, get } from "../core/api.js";
import { open } from "../core/dialog.js";
import { when, zoneText } from "../core/format.js";
import { DAYS, capital, readTime, zones } from "../schedule/fields.js";
import { STAGES } from "./stages.js";
import { scheduleOf } from "./schedule.js";

export function configure(page) {
  const before = page.config;
  // What is chosen; the fields are drawn from it.
  const form = {
    enabled: before.is_enabled,
    frequency: before.frequency,
    days: before.frequency === "weekly" ? [before.day].flat() : ["monday"],
    date: before.frequency === "monthly" ? String(before.day) : "1",
    time: before.scheduled_time,
    timezone: before.timezone,
    sizes: STAGES.slice(0, 6).map((stage) => before[`stage_${stage.number}_batch_size`]),
    models: {},
  };
  let [plan, wrong, models, job] = [null, null, null, null];

  const schedule = () => ({
    frequency: form.frequency, scheduled_time: readTime(form.time), timezone: form.timezone.trim(),
    day: form.frequency === "weekly" ? (form.days.length === 1 ? form.days[0] : form.days) : form.frequency === "monthly" ? (form.date === "last" ? "last" : Number(form.date)) : null,
  });

  let [timer, asked] = [null, 0];
  function preview() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const number = (asked += 1);
      try {
        const found = await scheduleOf(schedule(), 3);
        if (number === asked) [plan, wrong] = [found, null];
      } catch (problem) {
        if (number === asked) [plan, wrong] = [null, problem];
      }
      dialog.redraw();
    }, 200);
  }
  const set = (name) => (event) => {
    form[name] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    dialog.redraw();
    preview();
  };
  function toggleDay(day, isOn) {
    form.days = DAYS.filter((known) => (known === day ? isOn : form.days.includes(known)));
    dialog.redraw();
    preview();
  }

  const dialog = open({
    title: "Configure the pipeline",
    text: page.site.name,
    submit: "Save", busy: "Saving", wide: true,
    body: (_, error) => [
      h("label", { class: "switch" }, h("input", { type: "checkbox", name: "enabled", checked: form.enabled, onchange: set("enabled"), "data-first": true }),
        h("span", {}, h("b", {}, "Run by itself on this schedule"), h("small", {}, "Run now works either way."))),
      h("fieldset", {}, h("legend", {}, "Schedule"),
        h("div", { class: "g3" },
          h("label", { class: "fl" }, "Frequency", h("select", { name: "frequency", value: form.frequency, onchange: set("frequency") },
            ["daily", "weekly", "monthly"].map((name) => h("option", { value: name }, capital(name))))),
          h("label", { class: "fl" }, "Time", h("input", { name: "time", value: form.time, inputmode: "text", autocomplete: "off", placeholder: "02:00", oninput: set("time"), "aria-invalid": error?.of?.("/scheduled_time") ? "true" : null })),
          h("label", { class: "fl" }, "Time zone", h("input", { name: "timezone", value: form.timezone, list: "zones", autocomplete: "off", spellcheck: "false", oninput: set("timezone"), "aria-invalid": error?.of?.("/timezone") ? "true" : null }))),
        h("datalist", { id: "zones" }, zones().map((zone) => h("option", { value: zone }))),
        form.frequency === "weekly" && h("div", { class: "days", role: "group", "aria-label": "Days of the week" }, DAYS.map((day) =>
          h("label", { key: day }, h("input", { type: "checkbox", checked: form.days.includes(day), onchange: (event) => toggleDay(day, event.target.checked) }), h("span", {}, capital(day).slice(0, 3))))),
        form.frequency === "monthly" && h("label", { class: "fl day" }, "Day of the month",
          h("select", { name: "date", value: form.date, onchange: set("date") },
            Array.from({ length: 31 }, (_, index) => h("option", { value: String(index + 1) }, String(index + 1))), h("option", { value: "last" }, "Last day")),
          Number(form.date) > 28 && h("span", { class: "hint" }, "In shorter months it runs on the last day."))),
      wrong
        ? h("p", { class: "problem", key: "wrong" }, icon("s-failed"), h("span", {}, wrong.message))
        : h("p", { class: "note", key: "plan", role: "status" }, icon("s-active"), h("span", {},
          plan ? [h("strong", {}, `${plan.text}. `), form.enabled ? "Next: " : "It would run: ", plan.fires.map((fire) => when(fire.at)).join("; "), ` (shown in ${zoneText()})`] : "Working out the next runs…")),
      h("details", { class: "adv" }, h("summary", {}, icon("i-chev"), "Advanced: batch sizes and models"),
        h("div", { class: "stagegrid" },
          h("p", { class: "th" }, "Stage"), h("p", { class: "th" }, "Items per batch"), h("p", { class: "th" }, "Model"),
          STAGES.slice(0, 6).map((stage) => stageRow(stage, form, models, job, dialogRedraw))),
        h("p", { class: "hint" }, "A model whose provider is not set up takes the default route; a run and its content show which model was used.")),
      h("p", { class: "hint" }, page.isActive || page.run?.status === "paused"
        ? "Changes apply from the next run. The run in progress keeps what it started with."
        : "Changes apply from the next run."),
    ],
    async onsubmit() {
      if (form.frequency === "weekly" && form.days.length === 0) throw new Error("Choose at least one day of the week.");
      const chosen = Object.fromEntries(Object.entries(form.models).filter(([task, model]) => model !== (job?.tasks[task]?.model ?? "")));
      if (Object.keys(chosen).length > 0) {
        const tasks = Object.fromEntries(Object.entries(chosen).map(([task, model]) => [task, { model: model || null }]));
        await change("PATCH", `/jobs/${page.site.jobId}`, { tasks });
      }
      const sizes = Object.fromEntries(form.sizes.map((size, index) => [`stage_${index + 1}_batch_size`, Number(size)]));
      await change("PUT", `/automation/config?site_id=${page.site.id}`, { ...schedule(), ...sizes, is_enabled: form.enabled });
      await page.loadConfig();
      toast("success", "The pipeline is configured", page.config.is_enabled && page.config.next_run_at ? `Next run: ${when(page.config.next_run_at)}.` : "The schedule is off.");
    },
  });
  function dialogRedraw() { dialog.redraw(); }

  preview();
  Promise.all([all("/models"), get(`/jobs/${page.site.jobId}`)])
    .then(([found, read]) => { [models, job] = [found, read]; })
    .catch(() => { models = []; })
    .finally(() => dialog.redraw());
}

function stageRow(stage, form, models, job, redraw) {
  const [low, high] = [1, stage.batch[1]];
  const name = `${stage.from} → ${stage.to}`;
  const known = (models ?? []).filter((model) => model.kind === stage.model && model.id !== "default");
  const current = form.models[stage.task] ?? job?.tasks[stage.task]?.model ?? "";
  const isUnknown = current && !known.some((model) => model.id === current);
  return [
    h("p", { key: `n${stage.number}` }, h("span", { class: "n" }, stage.number), ` ${name}`),
    low === high
      ? h("p", { class: "muted", key: `s${stage.number}` }, "1 at a time")
      : h("label", { key: `s${stage.number}` }, h("span", { class: "sr" }, `Items per batch of stage ${stage.number}`),
        h("input", { type: "number", min: low, max: high, value: form.sizes[stage.number - 1], oninput: (event) => { form.sizes[stage.number - 1] = event.target.value; } }), h("small", {}, `1 to ${high}`)),
    stage.model == null
      ? h("p", { class: "muted", key: `m${stage.number}` }, "No model, local")
      : h("label", { key: `m${stage.number}` }, h("span", { class: "sr" }, `Model of stage ${stage.number}`),
        h("select", { value: current, "aria-disabled": models ? null : "true", onchange: (event) => { form.models[stage.task] = event.target.value; redraw(); } },
          h("option", { value: "" }, "Default"), known.map((model) => h("option", { value: model.id }, model.name)),
          isUnknown && h("option", { value: current }, `${current} (not set up)`))),
  ];
}
