// Choosing a site, and the dialogs to create, rename and delete one.

import { h } from "../core/dom.js";
import { fail, toast } from "../core/announce.js";
import { change, get, post } from "../core/api.js";
import { open } from "../core/dialog.js";
import { count } from "../core/format.js";
import { go, href } from "../core/router.js";
import { btn, iconBtn } from "../parts/buttons.js";

/** @param {string} page Which page of the other site is shown. */
export function siteSelector(app, page) {
  return h("span", { class: "sitepick", key: "sitepick" },
    h("label", { class: "sr", for: "site" }, "Site"),
    h("select", { id: "site", class: "sel", value: app.sites.current?.id, onchange: (event) => go(href([page, event.target.value])) },
      app.sites.list.map((site) => h("option", { value: site.id }, site.name))),
    app.can("content:edit") && iconBtn("Manage sites", "i-settings", { onclick: () => manageSites(app, page) }));
}

const nameField = (form, error, value = "") => {
  const wrong = error?.of?.("/name");
  return h("label", { class: "fl" }, "Name",
    h("input", { name: "name", value: form.elements?.name ? null : value, maxlength: 200, required: true, autocomplete: "off", placeholder: "coffeecompass.example", "aria-invalid": wrong ? "true" : null }),
    h("span", { class: "hint" }, "A website or a product. Each site has a pipeline, a schedule and keywords of its own."));
};

export function createSite(app, page = "automation") {
  open({
    title: "New site",
    submit: "Create site",
    body: (form, error) => nameField(form, error),
    async onsubmit(form) {
      const name = form.elements.name.value.trim();
      if (!name) throw Object.assign(new Error("Give the site a name."), { of: () => "missing" });
      const site = await post("/sites", { name });
      await app.sites.load();
      go(href([page, site.id]));
      toast("success", `${site.name} was created`, "Its schedule is off. Add keywords in the planner, then run the pipeline.", { label: "Add keywords", href: href(["planner", site.id]) });
    },
  });
}

function renameSite(app, site, redraw) {
  open({
    title: `Rename ${site.name}`,
    submit: "Rename",
    body: (form, error) => nameField(form, error, site.name),
    async onsubmit(form) {
      const name = form.elements.name.value.trim();
      if (!name) throw Object.assign(new Error("Give the site a name."), { of: () => "missing" });
      await change("PATCH", `/sites/${site.id}`, { name });
      await app.sites.load();
      redraw();
      app.draw();
      toast("success", `Renamed to ${name}`);
    },
  });
}

function deleteSite(app, site, page, redraw) {
  let typed = "";
  const dialog = open({
    title: `Delete ${site.name}?`,
    submit: "Delete site",
    danger: true,
    isBlocked: () => typed !== site.name,
    body: () => [
      h("p", { class: "say" }, "Its pipeline and its schedule end. What its runs have made can no longer be seen here; the history of its runs stays readable."),
      h("label", { class: "fl" }, `Type ${site.name} to confirm`,
        h("input", { name: "typed", autocomplete: "off", spellcheck: "false", oninput: (event) => { typed = event.target.value; dialog.redraw(); } })),
    ],
    async onsubmit() {
      if (typed !== site.name) throw new Error("The name is not the same yet.");
      await change("DELETE", `/sites/${site.id}`);
      const wasShown = app.sites.current?.id === site.id;
      await app.sites.load();
      redraw();
      app.draw();
      toast("success", `${site.name} was deleted`);
      if (wasShown) go(href([page, app.sites.current?.id]));
    },
  });
}

export function manageSites(app, page) {
  const dialog = open({
    title: "Sites",
    text: `${count(app.sites.list.length, "site")} in this organization`,
    body: () => h("ul", { class: "sitelist" }, app.sites.list.map((site) => h("li", { key: site.id },
      h("a", { href: href([page, site.id]), class: "grow", onclick: () => dialog.close(), "data-first": site === app.sites.current }, site.name,
        site === app.sites.current && h("small", {}, "shown now")),
      btn("Rename", "s-draft", { class: "sm quiet", "aria-label": `Rename ${site.name}`, onclick: () => renameSite(app, site, dialog.redraw) }),
      btn("Delete", "i-x", { class: "sm quiet", "aria-label": `Delete ${site.name}`, onclick: () => askDelete(app, site, page, dialog.redraw) })))),
    aside: () => h("span", { class: "grow" }, btn("New site", "i-plus", { onclick: () => { dialog.close(); createSite(app, page); } })),
  });
}

/** A site whose run is under way is not deleted under it. */
async function askDelete(app, site, page, redraw) {
  try {
    const { run } = await get(`/automation/current_run?site_id=${site.id}`);
    if (run && ["running", "paused"].includes(run.status)) {
      return toast("failed", `${site.name} has a run in progress`, "Cancel the run or wait for its end, then delete the site.", { label: "Open the run", href: href(["automation", site.id]) });
    }
    deleteSite(app, site, page, redraw);
  } catch (problem) {
    fail(`${site.name} could not be read`, problem);
  }
}

