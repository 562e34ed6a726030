// Signing in with an API key.

import { h, icon } from "./core/dom.js";
import { setKey } from "./core/api.js";
import { btn } from "./parts/buttons.js";

let problem = null;
let isBusy = false;

export function signIn(begin) {
  async function submit(event) {
    event.preventDefault();
    if (isBusy) return;
    const input = event.target.elements.key;
    [isBusy, problem] = [true, null];
    try {
      await begin(input.value.trim());
    } catch (error) {
      setKey(null);
      problem = error.status === 401 ? "This key is not valid. Keys begin with sk_ and the organization's name." : error.message;
    }
    isBusy = false;
    // The page draws itself when the session is there; else the form says why it is not.
    if (problem) {
      window.dispatchEvent(new HashChangeEvent("hashchange"));
      requestAnimationFrame(() => document.getElementById("key")?.focus());
    }
  }
  return h("div", { class: "signin", key: "signin" },
    h("div", { class: "brand" }, h("span", { class: "mark", "aria-hidden": "true" }, h("i"), h("i"), h("i")), "Stagecoach"),
    h("form", { class: "card", onsubmit: submit },
      h("h1", {}, "Sign in"),
      h("label", { class: "fl" }, "API key",
        h("input", {
          id: "key", name: "key", type: "password", autocomplete: "off", required: true, autofocus: true, spellcheck: "false",
          "aria-invalid": problem ? "true" : null, "aria-describedby": problem ? "key-problem" : "key-hint",
        })),
      problem && h("p", { class: "problem", id: "key-problem", role: "alert" }, icon("s-failed"), h("span", {}, problem)),
      btn("Sign in", null, { type: "submit", class: "primary" }),
      h("p", { class: "hint", id: "key-hint" }, "The first key of a new instance is printed by ", h("code", {}, "infra/up"), ". It is kept for this tab alone.")));
}
