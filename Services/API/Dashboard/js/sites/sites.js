// The organization's sites, and the one that is looked at.

import { all } from "../core/api.js";

export class Sites {
  list = [];
  current = null;
  #changed;

  constructor(changed) { this.#changed = changed; }

  /** @param {boolean} isAllowed Whether who is signed in may look at sites. */
  async load(isAllowed = true) {
    this.list = isAllowed ? await all("/sites") : [];
    this.current = this.list.find((site) => site.id === this.current?.id) ?? null;
    this.choose();
  }

  /** Asks again, once for all that happens within a moment. */
  reload() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      try {
        await this.load();
        this.#changed();
      } catch {
        // The next event asks again.
      }
    }, 500);
  }

  /** The site of an address, or the one that was looked at last, or the first. */
  choose(address = null) {
    const named = ["automation", "planner", "review"].includes(address?.parts[0]) ? address.parts[1] : null;
    const wanted = named ?? this.current?.id ?? localStorage.getItem("site");
    this.current = this.list.find((site) => site.id === wanted) ?? this.list[0] ?? null;
    if (this.current) localStorage.setItem("site", this.current.id);
  }
}
