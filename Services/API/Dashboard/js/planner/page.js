// Everything that a site's pipeline works on, from keywords to images, each list filtered and in pages.

import { h, icon } from "../core/dom.js";
import { announce, fail, toast } from "../core/announce.js";
import { all, get, post, query } from "../core/api.js";
import { confirm } from "../core/dialog.js";
import { count } from "../core/format.js";
import { go, here, href } from "../core/router.js";
import { btn, iconBtn } from "../parts/buttons.js";
import { CursorList } from "../parts/list.js";
import { cursorPager } from "../parts/pager.js";
import { empty, head, skeleton, tabs } from "../parts/page.js";
import { chip, word } from "../parts/status.js";
import { time } from "../parts/time.js";
import { siteSelector } from "../sites/selector.js";
import { addKeywords } from "./keywords.js";
import { KINDS, kindOf, relatives } from "./kinds.js";

const DONE = { disable: "disabled", enable: "enabled", delete: "deleted" };

export class PlannerPage {
  constructor(app, site) {
    [this.app, this.site] = [app, site];
    this.kind = "keyword";
    this.filter = {};
    this.clusters = [];
    /** Names of items that were seen, for links from their children. */
    this.names = new Map();
    this.chosen = new Set();
    this.list = this.newList();
  }

  newList() {
    const { kind, filter } = this;
    return new CursorList((cursor) => this.read(kind, filter, cursor), () => this.app.draw());
  }

  async read(kind, filter, cursor) {
    const page = await get(`/items${query({ siteId: this.site.id, kind, ...filter, limit: 50, cursor })}`);
    for (const item of page.items) this.names.set(item.id, KINDS[kind].title(item));
    return page;
  }

  title() { return `Planner, ${KINDS[this.kind].many}`; }
  isLoaded() { return this.list.items != null; }
  interval() { return 10_000; }
  stop() { clearTimeout(this.timer); }

  route({ parts, query: given }) {
    const kind = kindOf(parts[2]);
    const filter = { status: given.get("status"), parent: given.get("parent"), disabled: given.get("disabled"), id: given.get("id") };
    if (kind === this.kind && JSON.stringify(filter) === JSON.stringify(this.filter)) return;
    const isFirst = this.list.items == null && Object.keys(this.filter).length === 0;
    [this.kind, this.filter] = [kind, filter];
    this.chosen.clear();
    this.list = this.newList();
    if (!isFirst) this.load().then(() => announce(this.countText())).catch((problem) => fail("The list could not be loaded", problem));
  }

  async load() {
    const clusters = all(`/items?siteId=${this.site.id}&kind=cluster`).then((found) => {
      this.clusters = found;
      for (const cluster of found) this.names.set(cluster.id, cluster.attributes.name);
    });
    await Promise.all([this.list.load(), clusters, this.nameParent()]);
    // What is not shown any more cannot stay chosen.
    for (const id of this.chosen) if (!this.list.items.some((item) => item.id === id)) this.chosen.delete(id);
    this.app.draw();
  }

  /** The name of the parent that a list is limited to. */
  async nameParent() {
    const { parent } = this.filter;
    if (!parent || this.names.has(parent)) return;
    const [item] = (await get(`/items${query({ siteId: this.site.id, id: parent })}`)).items;
    if (item) this.names.set(parent, KINDS[item.kind].title(item));
  }

  event(event) {
    const isOurs = event.data.run?.siteId === this.site.id || /\.(content|items?|site)\./.test(event.type);
    if (!isOurs || event.type.includes("batch.progress")) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.load().catch(() => {});
    }, 1500);
  }

  set(name, value) {
    const now = Object.fromEntries(here().query);
    go(href(["planner", this.site.id, KINDS[this.kind].tab], { ...now, [name]: value }), true);
  }

  async change(verb, ids) {
    const kind = KINDS[this.kind];
    try {
      const { changed } = await post(`/items/${verb}`, { ids });
      this.chosen.clear();
      await this.load();
      const left = ids.length - changed;
      toast("success", `${count(changed, kind.one, kind.many)} ${DONE[verb]}`,
        left > 0 ? `${count(left, kind.one, kind.many)} ${left === 1 ? "was" : "were"} left as ${left === 1 ? "it was" : "they were"}.` : "");
    } catch (problem) {
      fail(`Nothing was ${DONE[verb]}`, problem);
    }
  }

  remove(ids) {
    const kind = KINDS[this.kind];
    confirm({
      title: `Delete ${count(ids.length, kind.one, kind.many)}?`,
      text: "Only keywords that no run has worked on can be deleted. Others can be disabled: then no run takes them.",
      submit: "Delete", danger: true, busy: "Deleting",
      action: () => this.change("delete", ids),
    });
  }

  // MARK: - Drawing

  countText() {
    const { items, next, cursors } = this.list;
    if (!items) return "";
    const kind = KINDS[this.kind];
    return cursors.length || next ? `${count(items.length, kind.one, kind.many)} on this page` : count(items.length, kind.one, kind.many);
  }

  render() {
    const site = this.site.id;
    return [
      head({
        site: siteSelector(this.app, "planner"),
        title: "Planner",
        meta: ["What the pipeline works on, from keywords to images"],
        actions: [this.app.can("content:edit") && btn("Add keywords", "i-plus", { class: "primary", onclick: () => addKeywords(this) })],
      }),
      tabs("Kinds of items", Object.values(KINDS).map((kind) => [kind.tab, kind.tab.charAt(0).toUpperCase() + kind.tab.slice(1), href(["planner", site, kind.tab])]), KINDS[this.kind].tab),
      this.tools(),
      !this.list.items ? skeleton(8) : h("section", { class: "card tw", key: `list-${this.kind}`, "aria-label": KINDS[this.kind].tab }, this.table()),
      this.list.items && cursorPager(this.list),
    ];
  }

  tools() {
    const kind = KINDS[this.kind];
    const { status, parent, disabled } = this.filter;
    const byCluster = kind.parent === "cluster";
    return h("div", { class: "tools", key: "tools" },
      h("div", { class: "pills", role: "group", "aria-label": "Filter by status", key: `pills-${this.kind}` },
        [["", "All"], ...kind.statuses.map((id) => [id, word(id)])].map(([id, label]) =>
          h("button", { type: "button", key: id || "all", "aria-pressed": String((status ?? "") === id), onclick: () => this.set("status", id) }, label))),
      byCluster && this.clusters.length > 0 && h("select", { class: "sel", "aria-label": "Cluster", key: "cluster", value: parent ?? "", onchange: (event) => this.set("parent", event.target.value) },
        h("option", { value: "" }, "All clusters"), this.clusters.map((cluster) => h("option", { value: cluster.id }, cluster.attributes.name))),
      kind.changes.includes("disable") && h("select", { class: "sel", "aria-label": "Enabled", key: "enabled", value: disabled ?? "", onchange: (event) => this.set("disabled", event.target.value) },
        h("option", { value: "" }, "Enabled and disabled"), h("option", { value: "false" }, "Enabled only"), h("option", { value: "true" }, "Disabled only")),
      parent && !byCluster && h("span", { class: "chip t-run of", key: "of" }, `of ${KINDS[kind.parent ?? "cluster"].one} ${this.names.get(parent) ?? ""}`,
        iconBtn("Show those of all", "i-x", { onclick: () => this.set("parent", "") })),
      this.filter.id && h("span", { class: "chip t-run of", key: "one" }, `one ${kind.one}`, iconBtn(`Show all ${kind.many}`, "i-x", { onclick: () => this.set("id", "") })),
      h("span", { class: "grow" }),
      h("span", { class: "muted", key: "count" }, this.countText()));
  }

  table() {
    const kind = KINDS[this.kind];
    const { items } = this.list;
    const isFiltered = Object.values(this.filter).some(Boolean);
    if (items.length === 0) {
      return isFiltered
        ? empty(`No ${kind.many} match`, `The filter hides the others: ${this.filterText()}.`, btn("Clear filters", null, { onclick: () => go(href(["planner", this.site.id, kind.tab]), true) }))
        : empty(`No ${kind.many} yet`, kind.none, this.kind === "keyword" && this.app.can("content:edit") && btn("Add keywords", "i-plus", { class: "primary", onclick: () => addKeywords(this) }));
    }
    const canChoose = kind.changes.length > 0 && this.app.can("content:edit");
    const isAll = items.every((item) => this.chosen.has(item.id));
    return [
      this.chosen.size > 0 && this.bulk(kind),
      h("table", { class: `jt items${canChoose ? " choose" : ""}` },
        h("thead", {}, h("tr", {},
          canChoose && h("th", { scope: "col", class: "c-check" }, h("input", {
            type: "checkbox", "aria-label": `Choose all ${kind.many} of this page`, checked: isAll, indeterminate: this.chosen.size > 0 && !isAll,
            onchange: (event) => { for (const item of items) event.target.checked ? this.chosen.add(item.id) : this.chosen.delete(item.id); this.app.draw(); },
          })),
          [kind.one.charAt(0).toUpperCase() + kind.one.slice(1), "Related", "Status", "Added"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, items.map((item) => this.row(kind, item, canChoose)))),
    ];
  }

  filterText() {
    const { status, parent, disabled } = this.filter;
    return [status && `status ${word(status).toLowerCase()}`, parent && (this.names.get(parent) ?? "one parent"), disabled && (disabled === "true" ? "disabled only" : "enabled only")].filter(Boolean).join(", ");
  }

  bulk(kind) {
    const ids = [...this.chosen];
    return h("div", { class: "bulk", key: "bulk", role: "group", "aria-label": "For those that are chosen" },
      h("b", {}, `${count(ids.length, kind.one, kind.many)} chosen`),
      btn("Disable", "s-cancelled", { class: "sm", onclick: () => this.change("disable", ids) }),
      btn("Enable", "s-success", { class: "sm", onclick: () => this.change("enable", ids) }),
      kind.changes.includes("delete") && btn("Delete", "i-x", { class: "sm", onclick: () => this.remove(ids) }),
      btn("Choose none", null, { class: "sm quiet", onclick: () => { this.chosen.clear(); this.app.draw(); } }));
  }

  row(kind, item, canChoose) {
    const title = kind.title(item) ?? "";
    const detail = kind.detail(item);
    const facts = kind.facts(item).filter(Boolean);
    const links = relatives(this.site.id, this.kind, item, this.names);
    const image = this.kind === "image" && item.attributes.image_url;
    return h("tr", { key: item.id, class: item.disabled ? "off" : "" },
      canChoose && h("td", { class: "c-check" }, h("input", {
        type: "checkbox", "aria-label": `Choose ${title}`, checked: this.chosen.has(item.id),
        onchange: (event) => { event.target.checked ? this.chosen.add(item.id) : this.chosen.delete(item.id); this.app.draw(); },
      })),
      h("td", { class: "c-name" }, h("div", { class: "jn" },
        this.kind === "image" && (image ? h("img", { class: "thumb", src: image.replace(/^\//, ""), alt: item.attributes.alt_text ?? "", loading: "lazy", width: 72, height: 48 }) : h("span", { class: "thumb", "aria-hidden": "true" }, icon("s-queued"))),
        h("div", { class: "grow" }, h("b", {}, title), detail && h("p", { class: "s2 clip2", title: detail }, detail), facts.length > 0 && h("p", { class: "s2" }, facts.join(" · "))))),
      h("td", { class: "c-last" }, links.length ? h("span", { class: "links" }, links) : h("span", { class: "s2" }, "–")),
      h("td", { class: "c-state" }, item.disabled ? chip("disabled") : chip(item.status), item.error && h("p", { class: "s2 bad clip2", title: item.error }, item.error)),
      h("td", { class: "c-when" }, time(item.createdAt)));
  }
}
