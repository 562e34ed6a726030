// One's own account: who one is, another organization, another password, and the way out.

import { h } from "../core/dom.js";
import { toast } from "../core/announce.js";
import { change, get, setToken } from "../core/api.js";
import { open } from "../core/dialog.js";
import { btn } from "../parts/buttons.js";
import { choice, field } from "../parts/field.js";
import { invite } from "./invite.js";

const ROLES = {
  owner: "Owner: may do everything", editor: "Editor: sets up what runs", operator: "Operator: starts, stops and reviews", viewer: "Viewer: looks",
};

export function account(app) {
  const { session } = app;
  const isPerson = session.userId != null;
  const dialog = open({
    title: isPerson ? session.name : `API key ${session.name}`,
    text: isPerson ? ROLES[session.role] ?? session.role : "It may do what it was made for, in this tab.",
    body: () => [
      h("dl", { class: "kv flat" },
        h("dt", {}, "Organization"), h("dd", {}, session.organization),
        h("dt", {}, "Time zone"), h("dd", {}, session.timezone),
        h("dt", {}, "May"), h("dd", { class: "perms" }, session.permissions.map((name) => h("code", { key: name }, name)))),
      session.organizations.length > 1 && field("organization", "Go on in", (own) =>
        choice(own, session.organizations.map((one) => [one.id, `${one.id}, as ${one.role}`]), session.organization, (id) => { dialog.close(); app.move(id); })),
      h("div", { class: "row" },
        isPerson && btn("Change password", null, { onclick: () => { dialog.close(); changePassword(app); } }),
        app.can("users:manage") && btn("Invite somebody", "i-plus", { onclick: () => { dialog.close(); invite(); } })),
    ],
    aside: () => h("span", { class: "grow" }, btn("Sign out", "i-out", { onclick: () => { dialog.close(); app.signOut(); } })),
  });
}

function changePassword(app) {
  open({
    title: "Change password", text: app.session.name, submit: "Change password", busy: "Changing",
    body: (_, error) => [
      // For password managers, which want to know whose it is.
      h("input", { type: "text", name: "username", value: app.session.name, autocomplete: "username", readonly: true, hidden: true }),
      field("current", "Present password", (own) => h("input", { ...own, name: "current", type: "password", autocomplete: "current-password", "data-first": true }), { error: error?.of?.("/currentPassword") }),
      field("new", "New password", (own) => h("input", { ...own, name: "new", type: "password", autocomplete: "new-password" }),
        { hint: "10 characters at least. You are signed out everywhere else.", error: error?.of?.("/newPassword") }),
    ],
    async onsubmit(form) {
      const { current, new: next } = form.elements;
      await change("POST", `/users/${app.session.userId}/password`, { currentPassword: current.value, newPassword: next.value });
      setToken((await get("/session")).csrfToken);
      toast("success", "The password is changed", "You are signed out everywhere else.");
    },
  });
}
