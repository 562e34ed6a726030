// Building elements and bringing a page up to date. No innerHTML anywhere: Trusted Types and a strict policy hold.

const SVG = "http://www.w3.org/2000/svg";

/** What was given to an element besides attributes, so that `patch` can carry it over. */
const extras = new WeakMap();

/**
 * An element.
 *
 * @param {string} tag
 * @param {object} [props] `class`; `vars` (custom properties, because style attributes are forbidden); `onclick` and its
 *   like; `value` and `checked`, which are set as properties; `key`, by which `patch` finds it again among its siblings;
 *   `opaque`: its children are somebody else's; anything else is an attribute, left out when false or null.
 * @param {...*} children Nodes, texts, lists of them; false and null are left out.
 */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  const extra = { handlers: {}, vars: {}, key: null, opaque: false, state: {} };
  extras.set(node, extra);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === "key" || name === "opaque") extra[name] = value;
    else if (name === "vars") extra.vars = value;
    else if (name === "value" || name === "checked" || name === "indeterminate") extra.state[name] = value;
    else if (value == null || value === false) continue;
    else if (name.startsWith("on")) extra.handlers[name] = value;
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  Object.assign(node, extra.handlers);
  for (const [name, value] of Object.entries(extra.vars)) node.style.setProperty(`--${name}`, value);
  node.append(...nodes(children));
  // After the options of a select are there.
  for (const [name, value] of Object.entries(extra.state)) if (value != null) node[name] = value;
  return node;
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child != null && child !== false && child !== "")
    .map((child) => (child.nodeType ? child : document.createTextNode(child)));
}

/** A picture of icons.svg; with a label it says something that no text says. */
export function icon(name, classes = "", label) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", `i ${classes}`.trim());
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  use.setAttribute("href", `icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** Text for readers of screens alone. */
export const sr = (...text) => h("span", { class: "sr" }, ...text);

/**
 * Makes the children of an element like the given ones, and keeps every node that can stay. So focus, selection, scroll
 * positions and open details survive each update.
 */
export function patch(parent, ...children) {
  const keyed = new Map();
  for (const child of parent.childNodes) {
    const key = extras.get(child)?.key;
    if (key != null) keyed.set(key, child);
  }
  let place = parent.firstChild;
  for (const wanted of nodes(children)) {
    const key = extras.get(wanted)?.key;
    const old = key != null ? keyed.get(key) : place;
    if (old && isAlike(old, wanted)) {
      if (old === place) place = place.nextSibling;
      else parent.insertBefore(old, place);
      if (old !== wanted) update(old, wanted);
    } else {
      parent.insertBefore(wanted, place);
    }
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function isAlike(old, wanted) {
  return old === wanted
    || (old.nodeType === wanted.nodeType && old.nodeName === wanted.nodeName
      && (extras.get(old)?.key ?? null) === (extras.get(wanted)?.key ?? null));
}

function update(old, wanted) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== wanted.data) old.data = wanted.data;
    return;
  }
  for (const { name } of [...old.attributes]) {
    // `open` is the person's; `style` is set below.
    const isOwn = name === "style" || (name === "open" && /^(DETAILS|DIALOG)$/.test(old.nodeName));
    if (!isOwn && !wanted.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (name === "style" || (name === "open" && old.nodeName === "DETAILS")) continue;
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const [before, after] = [extras.get(old), extras.get(wanted)];
  if (before && after) {
    for (const name of Object.keys(before.handlers)) if (!after.handlers[name]) old[name] = null;
    Object.assign(old, after.handlers);
    for (const name of Object.keys(before.vars)) if (!(name in after.vars)) old.style.removeProperty(`--${name}`);
    for (const [name, value] of Object.entries(after.vars)) {
      if (before.vars[name] !== value) old.style.setProperty(`--${name}`, value);
    }
    extras.set(old, after);
  }
  if (!after?.opaque) patch(old, ...wanted.childNodes);
  for (const [name, value] of Object.entries(after?.state ?? {})) {
    // What somebody is typing is not taken from them.
    const isTyping = name === "value" && old === document.activeElement && old.nodeName !== "SELECT";
    if (value != null && !isTyping && old[name] !== value) old[name] = value;
  }
}
