// Signing in: with an e-mail address and a password, or with an API key.

import { h, icon } from "../core/dom.js";
import { setKey } from "../core/api.js";
import { btn } from "../parts/buttons.js";
import { field } from "../parts/field.js";

const WAYS = [["password", "E-mail and password"], ["key", "API key"]];
const REFUSED = {
  password: "The address or the password is not right.",
  key: "This key is not valid. Keys begin with sk_ and the organization's name.",
};

let way = localStorage.getItem("signin") === "key" ? "key" : "password";
let problem = null;
let isBusy = false;

/** What stands around every page that is seen before one is signed in. */
export const gatehouse = (key, ...children) =>
  h("div", { class: "signin", key },
    h("div", { class: "brand" }, h("span", { class: "mark", "aria-hidden": "true" }, h("i"), h("i"), h("i")), "Stagecoach"), ...children);

/** @param {Function} begin Signs in with `{key}` or `{email, password}`. */
export function signIn(begin, draw) {
  async function submit(event) {
    event.preventDefault();
    if (isBusy) return;
    const { key, email, password } = event.target.elements;
    [isBusy, problem] = [true, null];
    draw();
    try {
      await begin(way === "key" ? { key: key.value.trim() } : { email: email.value.trim(), password: password.value });
      localStorage.setItem("signin", way);
    } catch (error) {
      if (way === "key") setKey(null);
      problem = error.status === 401 ? REFUSED[way] : error.of?.("/email") ? `The address ${error.of("/email")}.` : error.message;
    }
    isBusy = false;
    draw();
    if (problem) requestAnimationFrame(() => document.getElementById(way === "key" ? "key" : "password")?.focus());
  }
  function choose(next) {
    [way, problem] = [next, null];
    draw();
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(way === "key" ? "key" : "email")?.focus()));
  }
  const isWrong = problem ? { "aria-invalid": "true" } : {};
  return gatehouse("signin",
    h("form", { class: "card", onsubmit: submit, novalidate: true },
      h("h1", {}, "Sign in"),
      h("div", { class: "seg", role: "group", "aria-label": "Sign in with" }, WAYS.map(([id, label]) =>
        h("button", { type: "button", key: id, "aria-pressed": String(way === id), onclick: () => choose(id) }, label))),
      way === "key"
        ? field("key", "API key", (own) => h("input", { ...own, ...isWrong, name: "key", type: "password", autocomplete: "off", required: true, autofocus: true, spellcheck: "false" }),
          { hint: ["The first key of a new instance is printed by ", h("code", {}, "infra/up"), ". It is kept for this tab alone."] })
        : [field("email", "E-mail", (own) => h("input", { ...own, name: "email", type: "email", autocomplete: "username", required: true, autofocus: true, spellcheck: "false" })),
          field("password", "Password", (own) => h("input", { ...own, ...isWrong, name: "password", type: "password", autocomplete: "current-password", required: true }))],
      problem && h("p", { class: "problem", key: "problem", role: "alert" }, icon("s-failed"), h("span", {}, problem)),
      btn(isBusy ? "Signing in…" : "Sign in", null, { type: "submit", class: "primary", "aria-disabled": isBusy ? "true" : null })));
}
