// Dialogs: native ones, which keep the focus inside and give it back.

import { h, icon, patch } from "./dom.js";
import { btn } from "../parts/buttons.js";

let number = 0;

/**
 * Opens a dialog with a form.
 *
 * @param {object} options `title`, `text`; `body(form)`, the fields; `submit`, the label of the button or what makes it, with
 *   `danger` and `icon`; `isDone()`: there is nothing to cancel any more; `onsubmit(form)`, which may throw what goes below the fields, and whose result closes the dialog unless it is
 *   `false`; `wide`.
 * @returns {{redraw: Function, close: Function, node: HTMLDialogElement}} `redraw` asks for the body anew.
 */
export function open(options) {
  number += 1;
  const id = `dialog-${number}`;
  let [error, isBusy, isClosed] = [null, false, false];
  const before = document.activeElement;
  const dialog = h("dialog", { "aria-labelledby": `${id}-title`, class: options.wide ? "wide" : "" });

  async function submit(event) {
    event.preventDefault();
    if (isBusy) return;
    [isBusy, error] = [true, null];
    draw();
    try {
      if ((await options.onsubmit(form)) !== false) return close();
    } catch (problem) {
      error = problem;
    }
    isBusy = false;
    draw();
    if (error) (form.querySelector("[aria-invalid=true]") ?? form.querySelector(".problem"))?.focus();
  }

  function close() {
    if (isClosed) return;
    isClosed = true;
    dialog.close();
    dialog.remove();
    if (before?.isConnected) before.focus();
    options.onclose?.();
  }

  const form = h("form", { method: "dialog", novalidate: true, onsubmit: submit });
  function draw() {
    const submitLabel = typeof options.submit === "function" ? options.submit() : options.submit;
    patch(form,
      h("div", { class: "dh" },
        h("div", { class: "grow" }, h("h2", { id: `${id}-title` }, options.title), options.text && h("p", {}, options.text)),
        h("button", { type: "button", class: "btn icon quiet", title: "Close", onclick: close }, icon("i-x", "", "Close"))),
      h("div", { class: "db" },
        options.body?.(form, error),
        error && h("p", { class: "problem", tabindex: -1, role: "alert" }, icon("s-failed"), h("span", {}, error.message,
          error.runId && [" ", h("a", { href: `#/runs/${error.runId}`, onclick: close }, "Open the run in progress")]))),
      h("div", { class: "df" },
        options.aside?.(),
        !options.isDone?.() && btn(submitLabel ? "Cancel" : "Close", null, { onclick: close }),
        submitLabel && btn(isBusy ? `${options.busy ?? submitLabel}…` : submitLabel, options.isDone?.() ? null : options.icon, {
          type: "submit", class: options.danger ? "danger" : "primary", "aria-disabled": isBusy || options.isBlocked?.() ? "true" : null,
        })));
  }

  draw();
  dialog.append(form);
  dialog.addEventListener("close", close);
  dialog.addEventListener("click", (event) => { if (event.target === dialog && options.dismissible) close(); });
  document.body.append(dialog);
  dialog.showModal();
  // The first field, not the button that closes.
  (form.querySelector("[data-first]") ?? form.querySelector(".db input, .db select, .db textarea") ?? form.querySelector(".df .primary, .df .danger"))?.focus();
  return { redraw: draw, close, node: dialog };
}

/** Asks before something that cannot be taken back. */
export function confirm({ title, text, submit, danger = false, icon: name = null, action, busy }) {
  return open({
    title, submit, danger, icon: name, busy,
    body: () => h("p", { class: "say" }, text),
    onsubmit: action,
  });
}
