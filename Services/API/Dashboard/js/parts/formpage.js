// A page on which something is made or changed: a form in sections, and what was refused where it is wrong.

import { h, icon } from "../core/dom.js";
import { toast } from "../core/announce.js";
import { Problem, all, change, get, post } from "../core/api.js";
import { go, href } from "../core/router.js";
import { ScheduleEditor } from "../schedule/editor.js";
import { btn, link } from "./buttons.js";
import { sentence } from "./field.js";
import { head, skeleton } from "./page.js";

export const STATUSES = [["active", "Active, it runs"], ["paused", "Paused"], ["draft", "Draft"]];

/**
 * What makes a form of it: `kind` (`{name, names, place, path, type, frequencies, usual}`), and the methods `draftOf(thing)`,
 * `read()`, which gives `{body, errors}`, `sections()`, `nameOf(pointer)` and, where it asks for names to choose from, `readNames()`.
 */
export class FormPage {
  problem = null;
  refusal = null;
  isChanged = false;
  isBusy = false;

  /** @param {?string} id `null`: a new one. */
  constructor(app, id) { [this.app, this.id] = [app, id]; }

  title() { return this.id ? `Edit ${this.thing?.name ?? this.kind.name}` : `New ${this.kind.name}`; }
  isLoaded() { return this.draft != null; }
  isDirty() { return this.isChanged; }
  interval() { return null; }
  stop() { this.editor?.stop(); }

  begin(thing) {
    this.thing = thing;
    this.draft = this.draftOf(thing);
    this.editor = new ScheduleEditor({
      schedule: thing ? thing.schedule : this.kind.usual, type: this.kind.type, frequencies: this.kind.frequencies, zone: this.app.session.timezone,
      changed: (isTyped) => {
        this.isChanged ||= isTyped === true;
        this.app.draw();
      },
    });
  }

  /** Asked again when the stream of events is there again: what somebody types is not taken from them. */
  async load() {
    if (!this.draft) this.begin(this.id ? await get(`${this.kind.path}/${this.id}`) : null);
    this.app.draw();
    if (this.areNamesRead) return;
    this.areNamesRead = true;
    await this.readNames?.();
    this.app.draw();
  }

  /** A list of names to choose from; without it one can still type. */
  known(permission, path) { return this.app.can(permission) ? all(path).catch(() => []) : []; }

  /** Changes the draft. */
  set(change) {
    change();
    this.isChanged = true;
    this.app.draw();
  }

  /** What sets a member of the draft. */
  write(name) { return (value) => this.set(() => { this.draft[name] = value; }); }

  wrong(pointer) { return this.refusal?.of?.(pointer); }

  async save() {
    if (this.isBusy) return;
    [this.isBusy, this.refusal] = [true, null];
    this.app.draw();
    try {
      const { body, errors } = this.read();
      if (errors.length > 0) throw new Problem(422, { detail: "Some fields are not right yet", errors });
      const { path, place } = this.kind;
      const made = this.id ? await change("PUT", `${path}/${this.id}`, body, { "If-Match": `"${this.thing.revision}"` }) : await post(path, body);
      this.isChanged = false;
      toast("success", `${made.name} is saved`, made.status !== "active" ? "It does not run until it is active." : made.nextRunAt ? `${made.scheduleText}.` : "It runs when it is told to.");
      go(href([place, made.id]));
    } catch (problem) {
      this.refusal = problem;
      if (problem.errors) this.editor.refuse(problem);
      requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("refusal")?.focus()));
    }
    this.isBusy = false;
    this.app.draw();
  }

  // MARK: - Drawing

  render() {
    const { draft, id, kind, thing } = this;
    const crumbs = [[kind.names, `#/${kind.place}`], ...(id ? [[thing?.name ?? sentence(kind.name), href([kind.place, id])]] : [])];
    const title = `${id ? "Edit" : "New"} ${kind.name}`;
    if (!draft) return [head({ crumbs, title }), skeleton(4)];
    const label = this.isBusy ? "Saving…" : draft.status === "draft" ? "Save as draft" : thing?.status === draft.status ? "Save changes" : draft.status === "active" ? "Save and activate" : "Save";
    return [
      head({ crumbs, title, meta: [id && "Changes apply from the next run"] }),
      h("form", { class: "formpage", key: "form", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.save(); } },
        this.summary(), this.sections(),
        h("div", { class: "bar", key: "bar" },
          h("span", { class: "grow hint" }, this.isChanged ? "Not saved yet" : ""),
          link("Cancel", null, id ? href([kind.place, id]) : `#/${kind.place}`),
          btn(label, null, { type: "submit", class: "primary", "aria-disabled": this.isBusy ? "true" : null }))),
    ];
  }

  /** What was refused, all of it, where one lands after pressing the button. */
  summary() {
    const { kind, refusal } = this;
    if (!refusal) return null;
    const errors = refusal.errors ?? [];
    const text = refusal.status === 412
      ? `Somebody has changed this ${kind.name} meanwhile. Open it anew to see how it is now; what you typed is still here to be copied.`
      : errors.length > 0 ? "It is not saved. Some fields are not right yet:" : refusal.message;
    return h("div", { class: "problem", id: "refusal", tabindex: -1, role: "alert", key: "refusal" }, icon("s-failed"),
      h("div", {}, h("p", {}, text), errors.length > 0 && h("ul", {}, errors.map((error) => h("li", {}, h("b", {}, this.nameOf(error.pointer)), " ", error.message)))));
  }

  schedule() { return section("Schedule", "When it runs by itself", this.editor.render()); }
}

export const section = (title, text, ...children) =>
  h("section", { class: "card sect", key: title, "aria-label": title }, h("div", { class: "sect-h" }, h("h2", {}, title), text && h("p", {}, text)), h("div", { class: "sect-b" }, ...children));

/** What the subject of a mail can have in it. */
export const subjectHint = () => ["May have ", h("code", {}, "{{date}}"), ", ", h("code", {}, "{{job.name}}"), " and ", h("code", {}, "{{topic}}"), " in it"];

/** The options of a choice of models. */
export function modelOptions(models, current) {
  const isUnknown = current && !models.some((model) => model.id === current);
  return [["", "Default"], ...models.map((model) => [model.id, model.name]), ...(isUnknown ? [[current, `${current} (not set up)`]] : [])];
}
