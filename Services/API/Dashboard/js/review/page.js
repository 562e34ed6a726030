// What waits for a person: the articles of a site, one beside the list, and what is decided about them.

import { h, icon } from "../core/dom.js";
import { announce, fail, toast } from "../core/announce.js";
import { get, post, query } from "../core/api.js";
import { count, number, relative } from "../core/format.js";
import { go, here, href } from "../core/router.js";
import { btn, link } from "../parts/buttons.js";
import { CursorList } from "../parts/list.js";
import { cursorPager } from "../parts/pager.js";
import { empty, head, skeleton } from "../parts/page.js";
import { chip } from "../parts/status.js";
import { siteSelector } from "../sites/selector.js";
import { article } from "./article.js";
import { askReject, askReturn } from "./decide.js";

const STATUS = [["review", "Waiting"], ["approved", "Approved"], ["rejected", "Rejected"]];
const DONE = { approve: "approved", reject: "rejected", return: "sent back" };

export class ReviewPage {
  constructor(app, site) {
    [this.app, this.site] = [app, site];
    this.status = "review";
    this.id = null;
    this.content = null;
    this.chosen = new Set();
    this.busy = new Set();
    this.width = "wide";
    this.list = new CursorList((cursor) => get(`/contents${query({ siteId: site.id, status: this.status, limit: 25, cursor })}`), () => app.draw());
  }

  title() { return this.content && this.id ? this.content.title : "Review"; }
  isLoaded() { return this.list.items != null; }
  interval() { return 10_000; }
  stop() { clearTimeout(this.timer); }

  route({ parts, query: given }) {
    const status = given.get("status") ?? "review";
    if (status !== this.status) {
      this.status = status;
      this.chosen.clear();
      if (this.list.items) this.list.restart();
    }
    const id = parts[2] ?? null;
    if (id === this.id) return;
    this.id = id;
    this.content = null;
    if (id) this.open(id);
  }

  async load() {
    await this.list.load();
    for (const id of this.chosen) if (!this.list.items.some((content) => content.id === id)) this.chosen.delete(id);
    if (this.id) await this.open(this.id);
    this.app.draw();
  }

  async open(id) {
    try {
      const content = await get(`/contents/${id}`);
      if (id !== this.id) return;
      this.content = content;
    } catch (problem) {
      if (id !== this.id) return;
      fail("The article could not be opened", problem);
      go(this.href(null), true);
    }
    this.app.draw();
  }

  event(event) {
    if (!/\.content\.|stage\.completed|run\.(completed|partial)/.test(event.type)) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.list.load().catch(() => {});
    }, 800);
  }

  href(id, status = this.status) { return href(["review", this.site.id, id], { status: status === "review" ? null : status }); }

  // MARK: - Deciding

  async decide(verb, ids, note) {
    if (this.busy.size > 0) return;
    this.busy.add(verb);
    this.app.draw();
    const next = this.after(ids);
    const isInside = document.activeElement?.closest(".review") != null;
    try {
      const { changed } = await post(`/contents/${verb}`, { ids, ...(note ? { note } : {}) });
      this.chosen.clear();
      const words = { approve: "They are ready to be published by you.", reject: "They will not be used.", return: "They will be written anew in the next run, with your note." };
      toast("success", `${count(changed, "article")} ${DONE[verb]}`, changed === 1 ? words[verb].replace("They are", "It is").replace("They", "It") : words[verb]);
      if (this.id && ids.includes(this.id)) go(this.href(next), true);
      await this.list.load();
      this.app.countReviews();
      // What had the focus may be gone; whoever decides by keyboard goes on from the next.
      if (isInside) requestAnimationFrame(() => requestAnimationFrame(() => (document.getElementById(`content-${next}`) ?? document.getElementById("main")).focus()));
    } catch (problem) {
      this.busy.delete(verb);
      this.app.draw();
      // A dialog shows it itself.
      if (verb !== "approve") throw problem;
      fail("Nothing was approved", problem);
    }
    this.busy.delete(verb);
    this.app.draw();
  }

  approve(ids) { return this.decide("approve", ids); }
  reject(ids) { askReject(ids, (note) => this.decide("reject", ids, note)); }
  sendBack(ids) { askReturn(ids, (note) => this.decide("return", ids, note)); }

  /** What is looked at next when some are gone: the one behind, or else the one before. */
  after(ids) {
    const items = this.list.items ?? [];
    const index = items.findIndex((content) => content.id === this.id);
    const stays = (content) => !ids.includes(content.id);
    return (items.slice(index + 1).find(stays) ?? items.slice(0, Math.max(0, index)).reverse().find(stays))?.id ?? null;
  }

  /** Keys work while the focus is in the list or beside the article; never while something is being typed. */
  keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName) && event.target.type !== "checkbox") return;
    const items = this.list.items ?? [];
    const index = items.findIndex((content) => content.id === this.id);
    const canDecide = this.content?.status === "review" && this.app.can("content:review");
    const actions = {
      j: () => this.step(items[Math.min(index + 1, items.length - 1)]),
      k: () => this.step(items[Math.max(index - 1, 0)]),
      x: () => this.id && this.choose(this.id, !this.chosen.has(this.id)),
      a: () => canDecide && this.approve([this.id]),
      r: () => canDecide && this.reject([this.id]),
      b: () => canDecide && this.sendBack([this.id]),
    };
    const act = actions[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(content) {
    if (!content || content.id === this.id) return;
    go(this.href(content.id), true);
    announce(content.title);
    requestAnimationFrame(() => document.getElementById(`content-${content.id}`)?.focus());
  }

  choose(id, isOn) {
    isOn ? this.chosen.add(id) : this.chosen.delete(id);
    this.app.draw();
  }

  // MARK: - Drawing

  render() {
    const { items } = this.list;
    return [
      head({
        site: siteSelector(this.app, "review"),
        title: "Review",
        chip: this.app.reviews > 0 ? chip("review", `${number(this.app.reviews)} waiting`) : null,
        meta: ["Nothing is published by Stagecoach: approving tells your own publisher"],
      }),
      h("div", { class: "tools", key: "tools" },
        h("div", { class: "pills", role: "group", "aria-label": "Show" }, STATUS.map(([id, label]) =>
          h("button", { type: "button", key: id, "aria-pressed": String(id === this.status), onclick: () => go(this.href(null, id), true) }, label))),
        h("span", { class: "grow" }),
        h("span", { class: "muted keys" }, "Keys: ", ["j", "k"].map((key) => [h("kbd", {}, key), " "]), "move, ", h("kbd", {}, "x"), " choose, ", h("kbd", {}, "a"), " approve, ", h("kbd", {}, "r"), " reject, ", h("kbd", {}, "b"), " send back")),
      !items ? skeleton(4)
        : items.length === 0 && !this.id ? h("section", { class: "card", key: "none" }, this.nothing())
        : h("div", { class: `review${this.id ? " is-open" : ""}`, key: "review", onkeydown: (event) => this.keydown(event) }, this.column(items), this.pane()),
    ];
  }

  nothing() {
    return this.status === "review"
      ? empty("Nothing waits for review", "When a run ends, its articles and their images are shown here for a person to approve, reject or send back.", link("Open the pipeline", "i-pipeline", href(["automation", this.site.id])))
      : empty(this.status === "approved" ? "No approved articles" : "No rejected articles", "Articles that were decided about in this way are listed here.");
  }

  column(items) {
    const canDecide = this.status === "review" && this.app.can("content:review");
    const ids = [...this.chosen];
    const isAll = items.length > 0 && items.every((content) => this.chosen.has(content.id));
    return h("div", { class: "queue", key: "queue" },
      canDecide && items.length > 0 && h("div", { class: "bulk", key: "bulk", role: "group", "aria-label": "For those that are chosen" },
        h("label", {}, h("input", {
          type: "checkbox", checked: isAll, indeterminate: ids.length > 0 && !isAll,
          onchange: (event) => { for (const content of items) event.target.checked ? this.chosen.add(content.id) : this.chosen.delete(content.id); this.app.draw(); },
        }), h("span", {}, ids.length ? `${number(ids.length)} chosen` : "Choose all")),
        ids.length > 0 && [
          btn("Approve", "s-success", { class: "sm primary", onclick: () => this.approve(ids) }),
          btn("Reject", "s-cancelled", { class: "sm", onclick: () => this.reject(ids) }),
          btn("Send back", "i-retry", { class: "sm", onclick: () => this.sendBack(ids) }),
        ]),
      items.length === 0 ? h("p", { class: "none" }, "Nothing else waits.") :
      h("ul", { class: "qlist", "aria-label": "Articles" }, items.map((content) => this.entry(content, canDecide))),
      cursorPager(this.list));
  }

  entry(content, canDecide) {
    const featured = content.images.find((image) => image.image_type === "featured" && image.image_url) ?? content.images.find((image) => image.image_url);
    const made = content.images.filter((image) => image.status === "generated").length;
    return h("li", { key: content.id, class: content.id === this.id ? "is-current" : "" },
      canDecide && h("input", { type: "checkbox", "aria-label": `Choose ${content.title}`, checked: this.chosen.has(content.id), onchange: (event) => this.choose(content.id, event.target.checked) }),
      h("a", { href: this.href(content.id), id: `content-${content.id}`, "aria-current": content.id === this.id ? "true" : null },
        featured ? h("img", { src: featured.image_url.replace(/^\//, ""), alt: "", width: 84, height: 56, loading: "lazy" }) : h("span", { class: "noimg", "aria-hidden": "true" }, icon("i-report")),
        h("span", { class: "grow" }, h("b", {}, content.title),
          h("span", { class: "s2" }, `${count(content.wordCount, "word")} · ${count(made, "image")} · ${relative(content.updatedAt)}`),
          content.excerpt && h("span", { class: "s2 clip2" }, content.excerpt))));
  }

  pane() {
    if (!this.id) return h("section", { class: "card pane is-empty", key: "pane-none", "aria-label": "Preview" }, empty("Open an article", "Choose one on the left to read it with its images."));
    if (!this.content) return h("section", { class: "card pane", key: "pane-wait", "aria-label": "Preview" }, skeleton(3));
    return article(this, this.content, here());
  }
}
