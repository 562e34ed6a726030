// Inviting somebody: a link to pass on, shown this once.

import { h } from "../core/dom.js";
import { announce } from "../core/announce.js";
import { post } from "../core/api.js";
import { open } from "../core/dialog.js";
import { full } from "../core/format.js";
import { btn } from "../parts/buttons.js";
import { field } from "../parts/field.js";
import { invitationLink } from "./invitation.js";

const ROLES = [
  ["viewer", "Viewer, looks"], ["operator", "Operator, starts, stops and reviews"], ["editor", "Editor, sets up what runs"], ["owner", "Owner, may do everything"],
];

export function invite() {
  let made = null;
  const dialog = open({
    title: "Invite somebody",
    submit: () => (made ? null : "Make the invitation"), busy: "Making",
    isDone: () => made != null,
    body: (_, error) => (made
      ? [h("p", { class: "say" }, `Pass this link on to ${made.email}. It is shown this once, works once, and ends ${full(made.expiresAt)}.`),
        field("link", "Link", (own) => h("input", { ...own, readonly: true, value: invitationLink(made.token), onfocus: (event) => event.target.select() }))]
      : [field("email", "E-mail", (own) => h("input", { ...own, name: "email", type: "email", autocomplete: "off" }), { error: error?.of?.("/email") }),
        field("who", "Name", (own) => h("input", { ...own, name: "who", autocomplete: "off" }), { error: error?.of?.("/name") }),
        field("role", "Role", (own) => h("select", { ...own, name: "role" }, ROLES.map(([id, label]) => h("option", { value: id }, label))))]),
    aside: () => made && h("span", { class: "grow" }, btn("Copy the link", "i-copy", { onclick: copy })),
    async onsubmit(form) {
      if (made) return true;
      const { email, who, role } = form.elements;
      const name = who.value.trim();
      made = await post("/users", { email: email.value.trim(), role: role.value, ...(name ? { name } : {}) });
      return false;
    },
  });
  async function copy() {
    const input = dialog.node.querySelector("#link");
    input.select();
    // Without TLS there is no clipboard for pages; then the link is at least selected.
    await navigator.clipboard?.writeText(input.value);
    announce("The link is copied");
  }
}
