// An invitation that is followed: `#/invitation/<token>`. The token stands in the fragment, which is sent to no server.

import { h, icon } from "../core/dom.js";
import { post } from "../core/api.js";
import { go } from "../core/router.js";
import { btn } from "../parts/buttons.js";
import { field } from "../parts/field.js";
import { gatehouse } from "./signin.js";

let problem = null;
let isBusy = false;

/** The link that an invited person is given. */
export const invitationLink = (token) => `${location.origin}${location.pathname}#/invitation/${encodeURIComponent(token)}`;

/** @param {Function} begin Signs in with `{email, password, organization}`. */
export function invitation(token, begin, draw) {
  async function submit(event) {
    event.preventDefault();
    if (isBusy) return;
    const { name, password } = event.target.elements;
    [isBusy, problem] = [true, null];
    draw();
    try {
      const given = name.value.trim();
      const made = await post("/invitations/accept", { token, password: password.value, ...(given ? { name: given } : {}) });
      go("#/", true);
      await begin({ email: made.email, password: password.value, organization: made.organization });
    } catch (error) {
      problem = error;
    }
    isBusy = false;
    draw();
    if (problem) requestAnimationFrame(() => document.getElementById("password")?.focus());
  }
  const wrong = problem?.of?.("/password");
  return gatehouse("invitation",
    h("form", { class: "card", onsubmit: submit, novalidate: true },
      h("h1", {}, "Join the organization"),
      h("p", { class: "say" }, "Somebody has invited you. Choose a password; with it and your e-mail address you sign in from now on."),
      field("name", "Your name", (own) => h("input", { ...own, name: "name", autocomplete: "name", autofocus: true }), { hint: "Left empty, it stays as the invitation has it.", error: problem?.of?.("/name") }),
      field("password", "Password", (own) => h("input", { ...own, name: "password", type: "password", autocomplete: "new-password", required: true }),
        { hint: "10 characters at least. If you have an account with this address already, give its password.", error: wrong }),
      problem && !wrong && h("p", { class: "problem", key: "problem", role: "alert" }, icon("s-failed"), h("span", {}, problem.message)),
      btn(isBusy ? "Joining…" : "Accept the invitation", null, { type: "submit", class: "primary", "aria-disabled": isBusy ? "true" : null })),
    h("p", { class: "hint" }, h("a", { href: "#/" }, "Sign in with an account that you have")));
}
