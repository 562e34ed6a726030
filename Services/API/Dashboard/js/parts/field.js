// A field of a form: its label, and below it what is wrong with it or how it is meant.

import { h, icon } from "../core/dom.js";

/** A refusal's words as a sentence: `must be a time` becomes `Must be a time`. */
export const sentence = (text) => (text ? text.charAt(0).toUpperCase() + text.slice(1) : text);

/**
 * @param {string} id Unique on the page.
 * @param {Function} make Makes the control with the attributes that it is given.
 * @param {object} [options] `hint`; `error`, a sentence; `wide`, the whole width of its grid; `more`, nodes below.
 */
export function field(id, label, make, { hint, error, wide, more } = {}) {
  const notes = [error && `${id}-wrong`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return h("div", { class: wide ? "fl wide" : "fl", key: `f-${id}` },
    h("label", { for: id }, label),
    make({ id, "aria-invalid": error ? "true" : null, "aria-describedby": notes || null }),
    more,
    error && h("p", { class: "wrong", id: `${id}-wrong`, key: "wrong" }, icon("s-failed"), h("span", {}, sentence(error))),
    hint && h("p", { class: "hint", id: `${id}-hint`, key: "hint" }, hint));
}

/** @param {Array} options [[value, label]…] */
export const choice = (own, options, value, onchange, props = {}) =>
  h("select", { ...own, ...props, value, onchange: (event) => onchange(event.target.value) },
    options.map(([id, text]) => h("option", { value: id }, text)));

export const line = (own, value, oninput, props = {}) =>
  h("input", { ...own, autocomplete: "off", ...props, value, oninput: (event) => oninput(event.target.value) });

export const area = (own, value, oninput, props = {}) =>
  h("textarea", { ...own, rows: 4, ...props, value, oninput: (event) => oninput(event.target.value) });
