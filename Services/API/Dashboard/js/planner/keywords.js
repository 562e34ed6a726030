// Adding many keywords: pasted, or from a file; with a report of every line that was not taken.

import { h, icon } from "../core/dom.js";
import { announce, toast } from "../core/announce.js";
import { post } from "../core/api.js";
import { open } from "../core/dialog.js";
import { count, number } from "../core/format.js";

/** One in each line, or between commas in a single line. Empty lines keep their number, so that a report names the right one. */
function read(text) {
  const lines = text.split(/\r?\n/);
  return lines.length === 1 && text.includes(",") ? text.split(",") : lines;
}

export function addKeywords(page) {
  let [tab, text, file, report] = ["paste", "", null, null];

  const choose = (id) => { tab = id; dialog.redraw(); };
  const wanted = () => read(text).filter((line) => line.trim()).length;

  function body() {
    if (report) return reportOf(report);
    return [
      h("div", { class: "seg", role: "group", "aria-label": "From where" }, [["paste", "Paste"], ["file", "CSV file"]].map(([id, label]) =>
        h("button", { type: "button", "aria-pressed": String(id === tab), onclick: () => choose(id) }, label))),
      tab === "paste"
        ? h("label", { class: "fl", key: "paste" }, "Keywords, one in each line",
          h("textarea", { name: "text", rows: 10, spellcheck: "false", value: text, "data-first": true, placeholder: "espresso grind size\nbest burr grinder\nhow to descale a kettle", oninput: (event) => { text = event.target.value; dialog.redraw(); } }),
          h("span", { class: "hint", role: "status" }, text.trim() ? count(wanted(), "keyword") : "Up to 100,000 at once. Those that the site has already are passed over."))
        : h("label", { class: "fl drop", key: "file" }, "CSV file",
          h("input", { type: "file", name: "file", accept: ".csv,text/csv,text/plain", "data-first": true, onchange: (event) => { file = event.target.files[0] ?? null; dialog.redraw(); } }),
          h("span", { class: "hint" }, file ? `${file.name}, ${number(Math.ceil(file.size / 1024))} KB` : "With a column named keyword, or else the first column of every row.")),
    ];
  }

  const dialog = open({
    title: "Add keywords",
    text: page.site.name,
    submit: () => (report ? "Done" : "Add keywords"), busy: "Adding", icon: "i-plus", wide: true,
    isDone: () => report != null,
    isBlocked: () => !report && (tab === "paste" ? wanted() === 0 : file == null),
    body,
    async onsubmit() {
      if (report) return true;
      if (tab === "paste") {
        if (wanted() === 0) throw new Error("Paste at least one keyword.");
        const lines = read(text);
        // The server counts from 1, with what it was sent; so empty lines in between are not sent, and their numbers mapped back.
        const numbers = lines.flatMap((line, index) => (line.trim() ? [index + 1] : []));
        report = await post(`/sites/${page.site.id}/keywords`, { keywords: lines.filter((line) => line.trim()) });
        report.rejected = report.rejected.map((one) => ({ ...one, line: numbers[one.line - 1] ?? one.line, text: lines[(numbers[one.line - 1] ?? 0) - 1] }));
      } else {
        if (!file) throw new Error("Choose a file.");
        report = await post(`/sites/${page.site.id}/keywords`, await file.text(), { type: "text/csv" });
      }
      await page.load();
      if (report.rejected.length === 0) {
        toast("success", `${count(report.imported, "keyword")} added`, report.duplicates ? `${count(report.duplicates, "keyword")} ${report.duplicates === 1 ? "was" : "were"} there already.` : "");
        return true;
      }
      announce(`${count(report.imported, "keyword")} added, ${count(report.rejected.length, "line")} not taken.`);
      return false;
    },
  });
}

function reportOf(report) {
  const shown = report.rejected.slice(0, 500);
  return h("div", { class: "report", key: "report" },
    h("p", { class: report.imported > 0 ? "note" : "problem", tabindex: -1, "data-first": true }, icon(report.imported > 0 ? "s-success" : "s-warn"), h("span", {},
      h("strong", {}, `${count(report.imported, "keyword")} added. `),
      report.duplicates > 0 && `${number(report.duplicates)} ${report.duplicates === 1 ? "was" : "were"} there already. `,
      `${count(report.rejected.length, "line")} could not be taken:`)),
    h("div", { class: "tw", tabindex: 0, role: "region", "aria-label": "Lines that were not taken" },
      h("table", { class: "jt" }, h("thead", {}, h("tr", {}, ["Line", "Why"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, shown.map((one) => h("tr", {}, h("td", { class: "num" }, number(one.line)), h("td", {}, one.reason, one.text && h("p", { class: "s2 clip" }, one.text.slice(0, 200)))))))),
    report.rejected.length > shown.length && h("p", { class: "hint" }, `The first ${number(shown.length)} are shown.`),
    h("p", { class: "hint" }, "What was added stays. Mend the others and add them again."));
}
