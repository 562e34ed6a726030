// Stands where a site's page would be, as long as there is no site.

import { h } from "../core/dom.js";
import { btn } from "../parts/buttons.js";
import { empty, head } from "../parts/page.js";
import { createSite } from "./selector.js";

const TITLES = { automation: "Content pipeline", planner: "Planner", review: "Review" };

export class NoSite {
  constructor(app, page) {
    this.app = app;
    this.page = page;
  }

  title() { return TITLES[this.page]; }
  isLoaded() { return true; }
  async load() { await this.app.sites.load(); if (this.app.sites.current) window.dispatchEvent(new HashChangeEvent("hashchange")); }

  render() {
    return [
      head({ title: this.title() }),
      h("section", { class: "card", key: "none" }, empty("No site yet",
        "A site is a website or a product. Its pipeline turns keywords into articles with images, which wait for your review.",
        this.app.can("content:edit") && btn("New site", "i-plus", { class: "primary", onclick: () => createSite(this.app, this.page) }))),
    ];
  }
}
