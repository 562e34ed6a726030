// Stands where a page would be that is not there, or not for who is signed in.

import { h } from "../core/dom.js";
import { empty, head } from "./page.js";

export class Nowhere {
  /** @param {?string} permission The one that is missing; `null`: there is no such page. */
  constructor(permission) { this.permission = permission; }

  title() { return this.permission ? "Not for you" : "Not found"; }
  isLoaded() { return true; }
  async load() {}

  render() {
    return [
      head({ title: this.title(), zone: false }),
      h("section", { class: "card", key: "nowhere" }, this.permission
        ? empty("You may not see this page", `It needs the permission ${this.permission}, which whoever owns the organization can give.`)
        : empty("There is no such page", "The address leads nowhere. Choose a page at the side.")),
    ];
  }
}
