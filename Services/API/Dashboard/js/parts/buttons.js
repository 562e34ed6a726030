import { h, icon } from "../core/dom.js";

export const btn = (label, name, props = {}) =>
  h("button", { type: "button", ...props, class: `btn ${props.class ?? ""}`.trim() }, name && icon(name), h("span", {}, label));

export const link = (label, name, href, props = {}) =>
  h("a", { href, ...props, class: `btn ${props.class ?? ""}`.trim() }, name && icon(name), h("span", {}, label));

export const iconBtn = (label, name, props = {}) =>
  h("button", { type: "button", title: label, ...props, class: `btn icon quiet ${props.class ?? ""}`.trim() }, icon(name, "", label));

/**
 * A button that does something on the server: pressed once it waits, and says that it does.
 *
 * @param {object} busy A set of what is under way; the button is in it by `id`.
 */
export function action(id, busy, label, name, run, props = {}) {
  const isBusy = busy.has(id);
  return btn(label, isBusy ? "s-running" : name, {
    key: id, ...props, "aria-disabled": isBusy || props["aria-disabled"] ? "true" : null, "aria-busy": isBusy ? "true" : null,
    onclick: () => { if (!isBusy && !props["aria-disabled"]) run(); },
  });
}
