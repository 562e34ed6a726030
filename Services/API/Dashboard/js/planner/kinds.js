// The kinds of items, from keywords to images: what a row shows, which states there are, and where its relatives are.

import { h } from "../core/dom.js";
import { number } from "../core/format.js";
import { href } from "../core/router.js";

/**
 * `parent`: the kind that it was made from, or belongs to; `child`: what is made from it. `changes`: what can be done to
 * many at once.
 */
export const KINDS = {
  keyword: {
    tab: "keywords", one: "keyword", many: "keywords", parent: "cluster", child: null,
    statuses: ["new", "mapped", "failed"], changes: ["disable", "enable", "delete"],
    title: (item) => item.attributes.keyword, detail: () => null, facts: () => [],
    none: "Keywords are where the pipeline begins. Paste a list, or upload a file with a column of them.",
  },
  cluster: {
    tab: "clusters", one: "cluster", many: "clusters", parent: null, child: "idea",
    statuses: ["new", "mapped", "failed"], changes: ["disable", "enable"],
    title: (item) => item.attributes.name, detail: (item) => item.attributes.description, facts: () => [],
    none: "Clusters are groups of keywords that belong together. Stage 1 makes them.",
  },
  idea: {
    tab: "ideas", one: "idea", many: "ideas", parent: "cluster", child: "task",
    statuses: ["new", "queued", "completed", "failed"], changes: ["disable", "enable"],
    title: (item) => item.attributes.idea_title, detail: (item) => item.attributes.description,
    facts: ({ attributes }) => [attributes.content_structure, attributes.estimated_word_count && `${number(attributes.estimated_word_count)} words`],
    none: "Ideas for articles are made from clusters. Stage 2 makes them.",
  },
  task: {
    tab: "tasks", one: "task", many: "tasks", parent: "idea", child: "content",
    statuses: ["queued", "completed", "failed"], changes: ["disable", "enable"],
    title: (item) => item.attributes.title, detail: (item) => item.attributes.description,
    facts: ({ attributes }) => [attributes.content_structure, attributes.estimated_word_count && `${number(attributes.estimated_word_count)} words`],
    none: "A task is an idea that waits to be written. Stage 3 makes them.",
  },
  content: {
    tab: "contents", one: "article", many: "articles", parent: "task", child: "image",
    statuses: ["draft", "review", "approved", "rejected", "superseded", "failed"], changes: [],
    title: (item) => item.attributes.title, detail: (item) => item.attributes.excerpt,
    facts: ({ attributes }) => [attributes.word_count && `${number(attributes.word_count)} words`],
    none: "Articles are written by stage 4, one task at a time.",
  },
  image: {
    tab: "images", one: "image", many: "images", parent: "content", child: null,
    statuses: ["pending", "generated", "superseded", "failed"], changes: [],
    title: (item) => item.attributes.caption || item.attributes.alt_text || "Image", detail: (item) => item.attributes.prompt,
    facts: ({ attributes }) => [attributes.image_type === "featured" ? "Featured" : "In the article", attributes.width && `${attributes.width} × ${attributes.height}`],
    none: "Images are prompted by stage 5 and made by stage 6.",
  },
};

export const kindOf = (tab) => Object.keys(KINDS).find((kind) => KINDS[kind].tab === tab) ?? "keyword";

/** The list of the items that were made from one. */
export const childrenHref = (site, kind, id) => href(["planner", site, KINDS[kind].tab], { parent: id });

/** Links from a row to what it came from and what came of it. */
export function relatives(site, kind, item, names) {
  const { parent, child } = KINDS[kind];
  const links = [];
  if (parent && item.parent) {
    const name = names.get(item.parent);
    const siblings = parent === "cluster" ? childrenHref(site, kind, item.parent) : null;
    links.push(siblings && name
      ? h("a", { href: siblings, title: `All ${KINDS[kind].many} of this cluster` }, name)
      : h("a", { href: href(["planner", site, KINDS[parent].tab], { id: item.parent }) }, name ?? `Its ${KINDS[parent].one}`));
  }
  if (kind === "cluster") links.push(h("a", { href: childrenHref(site, "keyword", item.id) }, "Keywords"));
  if (child) links.push(h("a", { href: childrenHref(site, child, item.id) }, { idea: "Ideas", task: "Task", content: "Article", image: "Images" }[child]));
  if (kind === "content") links.push(h("a", { href: href(["review", site, item.id]) }, "Open"));
  return links;
}
