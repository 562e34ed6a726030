// What stands beside every page: where one can go, whether what is shown is live, and who is signed in.

import { h, icon, sr } from "./core/dom.js";
import { flipTheme, isDark } from "./core/theme.js";
import { clock, number } from "./core/format.js";
import { account } from "./account/account.js";
import { iconBtn } from "./parts/buttons.js";

const LIVE = {
  live: ["ok", "Live", "changes show at once"],
  connecting: ["idle", "Connecting", ""],
  reconnecting: ["warn", "Reconnecting", "what you see may be old"],
  polling: ["warn", "Polling", "asking every few seconds"],
  offline: ["fail", "Offline", "no connection to the network"],
};

/** @param {object} navigation `{items, current}`, as `places` of routes.js gives it. */
export function renderShell(app, { items: nav, current }) {
  const [tone, word, detail] = LIVE[app.live?.state ?? "connecting"];
  const heard = app.live?.heard;
  const more = app.live?.state !== "live" && heard ? `last news ${clock(heard)}` : detail;
  return [
    h("a", { class: "brand", href: "#/", key: "brand" },
      h("span", { class: "mark", "aria-hidden": "true" }, h("i"), h("i"), h("i")), "Stagecoach"),
    h("nav", { "aria-label": "Main", key: "nav" }, h("ul", {}, nav.map(([id, address, picture, label, , waiting]) =>
      h("li", { key: id }, h("a", { href: address, title: label, "aria-current": id === current ? "page" : null },
        icon(picture), h("span", {}, label),
        waiting > 0 && h("span", { class: "count" }, number(waiting), sr(" waiting"))))))),
    h("div", { class: "health", key: "health" },
      h("p", { class: `live t-${tone}` }, h("i", { class: `dot is-${app.live?.state}` }), h("strong", { role: "status" }, word), h("span", {}, more))),
    h("div", { class: "who", key: "who" },
      h("span", { class: "ava", "aria-hidden": "true" }, (app.session.userId ? app.session.name : app.session.organization).slice(0, 2).toUpperCase()),
      h("span", { class: "grow" },
        h("button", { type: "button", class: "me clip", title: "Your account", onclick: () => account(app) }, app.session.userId ? app.session.name : app.session.organization),
        h("small", {}, app.session.userId && `${app.session.organization} · `, h("button", { type: "button", class: "linkish", onclick: app.signOut }, "Sign out"))),
      iconBtn("Account", "i-user", { class: "only-narrow", onclick: () => account(app) }),
      iconBtn(isDark() ? "Switch to light" : "Switch to dark", "i-sun", { onclick: () => { flipTheme(); app.draw(); } })),
  ];
}
