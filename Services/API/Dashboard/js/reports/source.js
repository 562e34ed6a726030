// The fields of one source of a report.

import { h, icon } from "../core/dom.js";
import { btn, iconBtn } from "../parts/buttons.js";
import { area, choice, field, line, sentence } from "../parts/field.js";

const TYPES = [["http", "Web server, JSON over HTTP"], ["sql", "Database, a query that reads"], ["static", "Fixed text or data"]];
const secretHint = ["A value may have ", h("code", {}, "{{secret:name}}"), " in it; headers like Authorization take nothing else."];

/**
 * @param {object} options `draft`, as draft.js has it; `index`; `isOnly`; `secrets`, names that are known; `wrong(pointer)`,
 *   what is wrong with a member; `set(change)`, which changes the draft; `remove()`.
 */
export function sourceFields({ draft, index, isOnly, secrets, wrong, set, remove }) {
  const id = (name) => `${draft.key}-${name}`;
  const at = (name) => wrong(`/sources/${index}/${name}`);
  const write = (name) => (value) => set(() => { draft[name] = value; });
  const text = (name, label, options = {}, props = {}) =>
    field(id(name), label, (own) => line(own, draft[name], write(name), props), { error: at(options.member ?? name), ...options });
  const code = (name, label, options = {}, rows = 3) =>
    field(id(name), label, (own) => area(own, draft[name], write(name), { class: "mono", spellcheck: "false", rows }), { error: at(name), wide: true, ...options });
  const own = { http: () => web(), sql: () => database(), static: () => code("data", "Text or JSON", { hint: "It is given to the model as it stands here." }, 4) }[draft.type];

  function web() {
    return [
      text("url", "Address", { wide: true }, { type: "url", placeholder: "https://shop.example.org/orders", spellcheck: "false" }),
      field(id("method"), "Method", (mine) => choice(mine, [["", "As usual"], ["GET", "GET"], ["POST", "POST"]], draft.method, write("method")), { error: at("method"), hint: "GET, or POST with a body" }),
      text("select", "Part of the answer", { hint: ["A JSON pointer, like ", h("code", {}, "/data/items")] }, { class: "mono", spellcheck: "false", placeholder: "The whole" }),
      h("fieldset", { class: "fl wide headers", key: "headers" }, h("legend", {}, "Headers"),
        draft.headers.map((header, row) => h("div", { class: "hrow", key: String(row) },
          h("input", {
            "aria-label": `Name of header ${row + 1}`, value: header.name, placeholder: "Authorization", spellcheck: "false", autocomplete: "off",
            oninput: (event) => set(() => { header.name = event.target.value; }),
          }),
          h("input", {
            "aria-label": `Value of header ${row + 1}`, value: header.value, placeholder: "Bearer {{secret:shop-token}}", spellcheck: "false", autocomplete: "off",
            "aria-invalid": at(`headers/${pointed(header.name)}`) ? "true" : null, oninput: (event) => set(() => { header.value = event.target.value; }),
          }),
          iconBtn(`Remove header ${row + 1}`, "i-x", { onclick: () => set(() => draft.headers.splice(row, 1)) }),
          at(`headers/${pointed(header.name)}`) && h("p", { class: "wrong" }, icon("s-failed"), h("span", {}, sentence(at(`headers/${pointed(header.name)}`)))))),
        h("div", { class: "row" }, btn("Add header", "i-plus", { class: "sm", onclick: () => set(() => draft.headers.push({ name: "", value: "" })) })),
        draft.headers.length > 0 && h("p", { class: "hint" }, secretHint)),
      draft.method !== "GET" && code("body", "Body", { hint: "JSON, or a text that is sent as it is. Leave it empty to send none." }),
    ];
  }

  function database() {
    return [
      text("connection", "Connection", { wide: true, hint: "The name of a secret that holds postgres://user:password@host:port/database" }, { list: id("secrets"), spellcheck: "false", placeholder: "warehouse" }),
      h("datalist", { id: id("secrets"), key: "secrets" }, secrets.map((name) => h("option", { value: name }))),
      code("query", "Query", { hint: "One statement that reads. 1,000 rows are taken." }, 4),
      code("parameters", "Parameters", { hint: ["Values for $1, $2, … as a list: ", h("code", {}, '[10, "open"]')] }, 1),
    ];
  }

  return h("fieldset", { class: "source", key: draft.key },
    h("legend", {}, `Source ${index + 1}`, draft.name.trim() && h("span", { class: "muted" }, ` ${draft.name}`)),
    h("div", { class: "fields two-up" },
      text("name", "Name", { hint: "The report speaks of it by this name" }, { maxlength: 200 }),
      field(id("type"), "Type", (mine) => choice(mine, TYPES, draft.type, write("type")), { error: at("type") }),
      own?.()),
    h("details", { class: "adv" }, h("summary", {}, icon("i-chev"), "Time limit and retries"),
      h("div", { class: "fields two-up" },
        text("timeout", "Seconds for one try", { member: "timeoutSeconds", hint: "1 to 120" }, { inputmode: "numeric", placeholder: "30" }),
        text("retries", "Retries", { hint: "0 to 3, after what may pass" }, { inputmode: "numeric", placeholder: "3" }))),
    !isOnly && h("div", { class: "row rm" }, btn("Remove this source", "i-x", { class: "sm quiet", "aria-label": `Remove source ${index + 1}`, onclick: remove })));
}

/** A name in a JSON pointer (RFC 6901, section 3). */
const pointed = (name) => name.trim().replaceAll("~", "~0").replaceAll("/", "~1");
