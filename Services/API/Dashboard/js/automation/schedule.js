// When the pipeline runs by itself.

import { h, icon } from "../core/dom.js";
import { post } from "../core/api.js";
import { relative, when, zoneText } from "../core/format.js";
import { action, btn } from "../parts/buttons.js";
import { chip } from "../parts/status.js";
import { time } from "../parts/time.js";

/** The schedule of a configuration in words, with its next times. */
export async function scheduleOf(config, count = 1) {
  const { scheduleText, items } = await post(`/schedules/preview?count=${count}`, {
    frequency: config.frequency, time: config.scheduled_time, timezone: config.timezone,
    ...(config.day == null ? {} : { day: config.day }),
  });
  return { text: scheduleText, fires: items };
}

export function scheduleCard(page) {
  const { config, plan, busy, isActive } = page;
  const isPaused = page.run?.status === "paused";
  const why = isActive ? "A run is in progress" : isPaused ? "A run is paused: resume or cancel it first" : null;
  return h("section", { class: "card sched", key: "schedule", "aria-label": "Schedule" },
    h("div", { class: "sched-w" }, icon("s-active", "big"),
      h("div", { class: "grow" },
        h("p", { class: "k" }, "Next run"),
        config.is_enabled && config.next_run_at
          ? h("p", { class: "v" }, time(config.next_run_at, capital(when(config.next_run_at))), " ", h("small", {}, relative(config.next_run_at)))
          : h("p", { class: "v" }, "Not scheduled"),
        h("p", { class: "fp" }, config.is_enabled ? plan?.text : `Switched on, it runs ${lower(plan?.text ?? "")}`, h("span", { class: "muted" }, ` · ${zoneText(config.timezone)}`)))),
    h("div", { class: "row" },
      chip(config.is_enabled ? "active" : "paused", config.is_enabled ? "Scheduled" : "Schedule off"),
      h("span", { class: "gap" }),
      page.app.can("content:edit") && btn("Configure", "i-settings", { onclick: () => page.configure() }),
      page.app.can("content:edit") && (config.is_enabled
        ? action("schedule", busy, "Pause schedule", "i-pause", () => page.setEnabled(false))
        : action("schedule", busy, "Switch schedule on", "s-active", () => page.setEnabled(true))),
      page.app.can("content:run") && btn("Run now", "i-play", {
        class: "primary", "aria-disabled": why ? "true" : null, title: why, "aria-describedby": why ? "why-not" : null,
        onclick: () => { if (!why) page.runNow(); },
      }),
      why && page.app.can("content:run") && h("span", { class: "sr", id: "why-not" }, why)));
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
