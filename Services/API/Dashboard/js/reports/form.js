// Making a report, and changing one.

import { h, icon } from "../core/dom.js";
import { toast } from "../core/announce.js";
import { Problem, all, change, get, post } from "../core/api.js";
import { go, href } from "../core/router.js";
import { btn, link } from "../parts/buttons.js";
import { area, choice, field, line, sentence } from "../parts/field.js";
import { head, skeleton } from "../parts/page.js";
import { ScheduleEditor } from "../schedule/editor.js";
import { sourceDraft, templateDraft, templateOf } from "./draft.js";
import { sourceFields } from "./source.js";

const STATUSES = [["active", "Active, it runs"], ["paused", "Paused"], ["draft", "Draft"]];
const OUTPUTS = [["html", "A page to read"], ["json", "Data, as JSON"]];
/** What the fields of sources are called, where that is another word than the member's. */
const MEMBERS = { url: "address", select: "part of the answer", data: "text or JSON", timeoutSeconds: "seconds for one try" };
const most = 20;

export class TemplatePage {
  /** @param {?string} id `null`: a new one. */
  constructor(app, id) {
    [this.app, this.id] = [app, id];
    this.problem = null;
    this.refusal = null;
    this.isChanged = false;
    this.isBusy = false;
    [this.models, this.lists, this.secrets] = [[], [], []];
    if (!id) this.begin(null);
  }

  title() { return this.id ? `Edit ${this.template?.name ?? "report"}` : "New report"; }
  isLoaded() { return this.draft != null; }
  isDirty() { return this.isChanged; }
  interval() { return null; }
  stop() { this.editor?.stop(); }

  begin(template) {
    this.template = template;
    this.draft = templateDraft(template);
    this.editor = new ScheduleEditor({
      schedule: template ? template.schedule : { frequency: "weekly", day: "monday", time: "09:00" },
      type: "report", frequencies: ["daily", "weekly", "monthly", "cron"], zone: this.app.session.timezone,
      changed: (isTyped) => {
        this.isChanged ||= isTyped === true;
        this.app.draw();
      },
    });
  }

  /** Asked again when the stream of events is there again: what somebody types is not taken from them. */
  async load() {
    const { app } = this;
    const known = (permission, path) => (app.can(permission) ? all(path).catch(() => []) : []);
    if (this.id && !this.draft) this.begin(await get(`/templates/${this.id}`));
    app.draw();
    if (this.isRead) return;
    this.isRead = true;
    const [models, lists, secrets] = await Promise.all([known("jobs:view", "/models"), known("audience:view", "/lists"), known("settings:view", "/secrets")]);
    this.models = models.filter((model) => model.kind === "text" && model.id !== "default");
    [this.lists, this.secrets] = [lists, secrets.map((secret) => secret.name)];
    app.draw();
  }

  /** Changes the draft. */
  set(change) {
    change();
    this.isChanged = true;
    this.app.draw();
  }

  wrong(pointer) { return this.refusal?.of?.(pointer); }

  async save() {
    if (this.isBusy) return;
    [this.isBusy, this.refusal] = [true, null];
    this.app.draw();
    try {
      const { body, errors } = templateOf(this.draft, this.editor.value);
      if (errors.length > 0) throw new Problem(422, { detail: "Some fields are not right yet", errors });
      const made = this.id
        ? await change("PUT", `/templates/${this.id}`, body, { "If-Match": `"${this.template.revision}"` })
        : await post("/templates", body);
      this.isChanged = false;
      toast("success", `${made.name} is saved`, made.status !== "active" ? "It does not run until it is active." : made.nextRunAt ? `${made.scheduleText}.` : "It runs when it is told to.");
      go(href(["reports", made.id]));
    } catch (problem) {
      this.refusal = problem;
      this.editor.refuse?.(Object.assign(problem, { errors: problem.errors ?? [] }));
      requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("refusal")?.focus()));
    }
    this.isBusy = false;
    this.app.draw();
  }

  // MARK: - Drawing

  render() {
    const { draft, id, template } = this;
    const crumbs = [["Reports", "#/reports"], ...(id ? [[template?.name ?? "Report", href(["reports", id])]] : [])];
    const title = id ? "Edit report" : "New report";
    if (!draft) return [head({ crumbs, title }), skeleton(4)];
    const label = this.isBusy ? "Saving…" : draft.status === "draft" ? "Save as draft" : template?.status === draft.status ? "Save changes" : draft.status === "active" ? "Save and activate" : "Save";
    return [
      head({ crumbs, title, meta: [id && `Changes apply from the next execution`] }),
      h("form", { class: "formpage", key: "form", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.save(); } },
        this.summary(), this.basics(), this.sources(), this.writing(),
        section("Schedule", "When it runs by itself", this.editor.render()),
        this.delivery(),
        h("div", { class: "bar", key: "bar" },
          h("span", { class: "grow hint" }, this.isChanged ? "Not saved yet" : ""),
          link("Cancel", null, id ? href(["reports", id]) : "#/reports"),
          btn(label, null, { type: "submit", class: "primary", "aria-disabled": this.isBusy ? "true" : null }))),
    ];
  }

  /** What was refused, all of it, where one lands after pressing the button. */
  summary() {
    const { refusal } = this;
    if (!refusal) return null;
    const errors = refusal.errors ?? [];
    const text = refusal.status === 412 ? "Somebody has changed this report meanwhile. Open it anew to see how it is now; what you typed is still here to be copied." : errors.length > 0 ? "It is not saved. Some fields are not right yet:" : refusal.message;
    return h("div", { class: "problem", id: "refusal", tabindex: -1, role: "alert", key: "refusal" }, icon("s-failed"),
      h("div", {}, h("p", {}, text), errors.length > 0 && h("ul", {}, errors.map((error) => h("li", {}, h("b", {}, this.nameOf(error.pointer)), " ", error.message)))));
  }

  nameOf(pointer) {
    const [, first, index, ...rest] = pointer.split("/");
    if (first !== "sources" || index == null) return sentence({ schedule: "schedule", timeoutSeconds: "time limit" }[first] ?? first ?? "It");
    const name = this.draft.sources[index]?.name.trim();
    return `Source ${Number(index) + 1}${name ? ` (${name})` : ""}${rest.length > 0 ? `, ${MEMBERS[rest[0]] ?? rest.join(" ")}` : ""}`;
  }

  basics() {
    const { draft } = this;
    const write = (name) => (value) => this.set(() => { draft[name] = value; });
    return section("Basics", null, h("div", { class: "sg two-up" },
      field("name", "Name", (own) => line(own, draft.name, write("name"), { maxlength: 200, placeholder: "Weekly revenue report" }), { error: this.wrong("/name") }),
      field("status", "Status", (own) => choice(own, STATUSES, draft.status, write("status")), { error: this.wrong("/status") })));
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
    const write = (name) => (value) => this.set(() => { draft[name] = value; });
    const isUnknown = draft.model && !models.some((model) => model.id === draft.model);
    return section("Report", "What a model makes of it", [
      field("prompt", "What should the report say?", (own) => area(own, draft.prompt, write("prompt"), { rows: 5, placeholder: "Compare this week's revenue with the week before, name the three products that changed most, and say what stands out." }), { error: this.wrong("/prompt") }),
      h("div", { class: "sg", key: "sg" },
        field("model", "Model", (own) => choice(own, [["", "Default"], ...models.map((model) => [model.id, model.name]), ...(isUnknown ? [[draft.model, `${draft.model} (not set up)`]] : [])], draft.model, write("model")), { error: this.wrong("/model") }),
        field("output", "Output", (own) => choice(own, OUTPUTS, draft.output, write("output")), { error: this.wrong("/output") }),
        field("timeout", "Seconds for one try", (own) => line(own, draft.timeout, write("timeout"), { inputmode: "numeric", placeholder: "300" }), { error: this.wrong("/timeoutSeconds"), hint: "1 to 300" })),
    ]);
  }

  delivery() {
    const { draft, lists } = this;
    const write = (name) => (value) => this.set(() => { draft[name] = value; });
    const isUnknown = draft.audience && !["all", "named"].includes(draft.audience) && !lists.some((list) => list.id === draft.audience);
    const audiences = [["", "Nobody, it is read here"], ["named", "People by their addresses"], ["all", "All subscribers"], ...lists.map((list) => [list.id, `The list ${list.name}`]), ...(isUnknown ? [[draft.audience, "A list that is not there any more"]] : [])];
    const wrongs = (this.refusal?.errors ?? []).filter((error) => error.pointer.startsWith("/recipients")).map((error) => {
      const index = Number(error.pointer.split("/")[2]);
      return Number.isInteger(index) ? `Address ${index + 1} ${error.message}` : error.message;
    }).join(". ");
    return section("Recipients", "Who gets the report by e-mail", h("div", { class: "sg two-up" },
      field("audience", "Send it to", (own) => choice(own, audiences, draft.audience, write("audience")), { error: draft.audience === "named" ? null : wrongs || null }),
      draft.audience && field("subject", "Subject", (own) => line(own, draft.subject, write("subject"), { placeholder: "The report's title" }), { error: this.wrong("/subject"), hint: ["May have ", h("code", {}, "{{date}}"), ", ", h("code", {}, "{{job.name}}"), " and ", h("code", {}, "{{topic}}"), " in it"] }),
      draft.audience === "named" && field("addresses", "Addresses, one in each line", (own) => area(own, draft.addresses, write("addresses"), { rows: 3, spellcheck: "false" }), { wide: true, error: wrongs || null, hint: "100 at most" })));
  }
}

const section = (title, text, ...children) =>
  h("section", { class: "card sect", key: title, "aria-label": title }, h("div", { class: "sect-h" }, h("h2", {}, title), text && h("p", {}, text)), h("div", { class: "sect-b" }, ...children));
