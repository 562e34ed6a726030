// An article with its images, in a frame in which nothing runs, and what was or can be decided about it.

import { h, icon } from "../core/dom.js";
import { count } from "../core/format.js";
import { href } from "../core/router.js";
import { action } from "../parts/buttons.js";
import { chip } from "../parts/status.js";
import { time } from "../parts/time.js";

const DECIDED = { approved: "Approved", rejected: "Rejected", returned: "Sent back" };
const WIDTHS = [["wide", "Desktop"], ["phone", "Phone"]];

export function article(page, content) {
  const { busy } = page;
  const ids = [content.id];
  const made = content.images.filter((image) => image.status === "generated").length;
  return h("section", { class: "card pane", key: `pane-${content.id}`, "aria-label": `Preview of ${content.title}` },
    h("div", { class: "pane-h" },
      h("a", { class: "back", href: page.href(null) }, "Back to the list"),
      h("div", { class: "title" }, h("h2", {}, content.title), chip(content.status)),
      h("p", { class: "meta" },
        h("span", {}, count(content.wordCount, "word")), h("span", {}, `${made} of ${count(content.images.length, "image")}`),
        content.cluster && h("span", {}, "Cluster ", h("a", { href: href(["planner", page.site.id, "ideas"], { parent: content.cluster.id }) }, content.cluster.title)),
        h("span", {}, "Written ", time(content.createdAt)),
        content.attributes?.model && h("span", {}, `Model ${content.attributes.model}`)),
      content.status === "review" && page.app.can("content:review") && h("div", { class: "row" },
        action("approve", busy, "Approve", "s-success", () => page.approve(ids), { class: "primary" }),
        action("reject", busy, "Reject", "s-cancelled", () => page.reject(ids)),
        action("return", busy, "Send back", "i-retry", () => page.sendBack(ids)),
        h("span", { class: "grow" }), widths(page)),
      !(content.status === "review" && page.app.can("content:review")) && h("div", { class: "row" }, h("span", { class: "grow" }), widths(page)),
      content.decisions.length > 0 && h("ul", { class: "decisions", "aria-label": "Decisions" }, content.decisions.map((one) =>
        h("li", {}, h("b", {}, DECIDED[one.decision] ?? one.decision), " ", time(one.at), one.note && h("span", { class: "quote" }, `“${one.note}”`)))),
      content.decisions.length === 0 && content.note && h("p", { class: "note" }, icon("i-retry"), h("span", {}, h("strong", {}, "Written anew after: "), typeof content.note === "string" ? content.note : content.note.text ?? JSON.stringify(content.note)))),
    // No scripts, no forms, no origin: what a model has written can do nothing here.
    h("iframe", { class: `frame is-${page.width}`, sandbox: "", src: `api/v1/contents/${content.id}/preview`, title: `${content.title}, as it reads`, key: content.id, opaque: true }));
}

const widths = (page) =>
  h("div", { class: "seg", role: "group", "aria-label": "Width of the preview" }, WIDTHS.map(([id, label]) =>
    h("button", { type: "button", "aria-pressed": String(page.width === id), onclick: () => { page.width = id; page.app.draw(); } }, label)));
