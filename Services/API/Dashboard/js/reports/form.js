// Making a report, and changing one.

import { h, icon } from "../core/dom.js";
import { btn } from "../parts/buttons.js";
import { area, choice, field, line, sentence } from "../parts/field.js";
import { FormPage, STATUSES, modelOptions, section, subjectHint } from "../parts/formpage.js";
import { sourceDraft, templateDraft, templateOf } from "./draft.js";
import { sourceFields } from "./source.js";

const OUTPUTS = [["html", "A page to read"], ["json", "Data, as JSON"]];
/** What the fields of sources are called, where that is another word than the member's. */
const MEMBERS = { url: "address", select: "part of the answer", data: "text or JSON", timeoutSeconds: "seconds for one try" };
const most = 20;

export class TemplatePage extends FormPage {
  kind = {
    name: "report", names: "Reports", place: "reports", path: "/templates", type: "report",
    frequencies: ["daily", "weekly", "monthly", "cron"], usual: { frequency: "weekly", day: "monday", time: "09:00" },
  };
  models = [];
  lists = [];
  secrets = [];

  draftOf(template) { return templateDraft(template); }
  read() { return templateOf(this.draft, this.editor.value); }

  async readNames() {
    const [models, lists, secrets] = await Promise.all([this.known("jobs:view", "/models"), this.known("audience:view", "/lists"), this.known("settings:view", "/secrets")]);
    this.models = models.filter((model) => model.kind === "text" && model.id !== "default");
    [this.lists, this.secrets] = [lists, secrets.map((secret) => secret.name)];
  }

  nameOf(pointer) {
    const [, first, index, ...rest] = pointer.split("/");
    if (first !== "sources" || index == null) return sentence({ timeoutSeconds: "seconds for one try" }[first] ?? first ?? "It");
    const name = this.draft.sources[index]?.name.trim();
    return `Source ${Number(index) + 1}${name ? ` (${name})` : ""}${rest.length > 0 ? `, ${MEMBERS[rest[0]] ?? rest.join(" ")}` : ""}`;
  }

  // MARK: - Drawing

  sections() { return [this.basics(), this.sources(), this.writing(), this.schedule(), this.delivery()]; }

  basics() {
    const { draft } = this;
    return section("Basics", null, h("div", { class: "fields two-up" },
      field("name", "Name", (own) => line(own, draft.name, this.write("name"), { maxlength: 200, placeholder: "Weekly revenue report" }), { error: this.wrong("/name") }),
      field("status", "Status", (own) => choice(own, STATUSES, draft.status, this.write("status")), { error: this.wrong("/status") })));
  }

  sources() {
    const { draft } = this;
    return section("Sources", "What is collected before the report is written. When some of them fail it is written from the others, and marked as partial.", [
      draft.sources.map((source, index) => sourceFields({
        draft: source, index, isOnly: draft.sources.length === 1, secrets: this.secrets, wrong: (pointer) => this.wrong(pointer),
        set: (change) => this.set(change),
        remove: () => this.set(() => {
          draft.sources.splice(index, 1);
          this.refusal = null;
          requestAnimationFrame(() => document.getElementById("add-source")?.focus());
        }),
      })),
      this.wrong("/sources") && h("p", { class: "wrong", key: "wrong" }, icon("s-failed"), h("span", {}, sentence(this.wrong("/sources")))),
      h("div", { class: "row", key: "add" }, btn("Add a source", "i-plus", {
        id: "add-source", "aria-disabled": draft.sources.length >= most ? "true" : null, title: draft.sources.length >= most ? `${most} at most` : null,
        onclick: () => this.add(),
      })),
    ]);
  }

  add() {
    if (this.draft.sources.length >= most) return;
    const source = sourceDraft();
    this.set(() => this.draft.sources.push(source));
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(`${source.key}-name`)?.focus()));
  }

  writing() {
    const { draft, models } = this;
    return section("Report", "What a model makes of it", [
      field("prompt", "What should the report say?", (own) => area(own, draft.prompt, this.write("prompt"), {
        rows: 5, placeholder: "Compare this week's revenue with the week before, name the three products that changed most, and say what stands out.",
      }), { error: this.wrong("/prompt") }),
      h("div", { class: "fields", key: "fields" },
        field("model", "Model", (own) => choice(own, modelOptions(models, draft.model), draft.model, this.write("model")), { error: this.wrong("/model") }),
        field("output", "Output", (own) => choice(own, OUTPUTS, draft.output, this.write("output")), { error: this.wrong("/output") }),
        field("timeout", "Seconds for one try", (own) => line(own, draft.timeout, this.write("timeout"), { inputmode: "numeric", placeholder: "300" }), { error: this.wrong("/timeoutSeconds"), hint: "1 to 300" })),
    ]);
  }

  delivery() {
    const { draft, lists } = this;
    const isUnknown = draft.audience && !["all", "named"].includes(draft.audience) && !lists.some((list) => list.id === draft.audience);
    const audiences = [
      ["", "Nobody, it is read here"], ["named", "People by their addresses"], ["all", "All subscribers"],
      ...lists.map((list) => [list.id, `The list ${list.name}`]), ...(isUnknown ? [[draft.audience, "A list that is not there any more"]] : []),
    ];
    const wrongs = (this.refusal?.errors ?? []).filter((error) => error.pointer.startsWith("/recipients")).map((error) => {
      const index = Number(error.pointer.split("/")[2]);
      return Number.isInteger(index) ? `Address ${index + 1} ${error.message}` : error.message;
    }).join(". ");
    return section("Recipients", "Who gets the report by e-mail", h("div", { class: "fields two-up" },
      field("audience", "Send it to", (own) => choice(own, audiences, draft.audience, this.write("audience")), { error: draft.audience === "named" ? null : wrongs || null }),
      draft.audience && field("subject", "Subject", (own) => line(own, draft.subject, this.write("subject"), { placeholder: "The report's title" }), { error: this.wrong("/subject"), hint: subjectHint() }),
      draft.audience === "named" && field("addresses", "Addresses, one in each line",
        (own) => area(own, draft.addresses, this.write("addresses"), { rows: 3, spellcheck: "false" }), { wide: true, error: wrongs || null, hint: "100 at most" })));
  }
}
