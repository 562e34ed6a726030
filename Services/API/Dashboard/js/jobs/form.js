// Making a newsletter job, and changing one.

import { h } from "../core/dom.js";
import { post } from "../core/api.js";
import { open } from "../core/dialog.js";
import { btn } from "../parts/buttons.js";
import { area, choice, field, line, sentence } from "../parts/field.js";
import { FormPage, STATUSES, modelOptions, section, subjectHint } from "../parts/formpage.js";

const NAMES = { "/tasks/generate/prompt": "What it is about", "/tasks/generate/maxItems": "Items at most", "/tasks/publish/subject": "Subject", "/tasks/publish/audience": "Send it to" };

export class NewsletterPage extends FormPage {
  kind = {
    name: "newsletter", names: "Jobs", place: "jobs", path: "/jobs", type: "newsletter",
    // Newsletters have no cron and no months.
    frequencies: ["daily", "weekly"], usual: { frequency: "weekly", day: "monday", time: "09:00" },
  };
  models = [];
  lists = [];

  draftOf(job) {
    const { generate = {}, publish = {} } = job?.tasks ?? {};
    return {
      name: job?.name ?? "", status: job?.status ?? "active",
      prompt: generate.prompt ?? "", model: generate.model === "default" ? "" : generate.model ?? "", maxItems: generate.maxItems == null ? "" : String(generate.maxItems), tone: generate.tone ?? "",
      audience: publish.audience ?? "all", subject: publish.subject ?? "", isSent: publish.enabled ?? true,
    };
  }

  read() {
    const { draft } = this;
    const generate = { prompt: draft.prompt.trim(), model: draft.model || "default" };
    const most = draft.maxItems.trim();
    if (most) generate.maxItems = /^\d+$/.test(most) ? Number(most) : most;
    if (draft.tone.trim()) generate.tone = draft.tone.trim();
    const publish = { enabled: draft.isSent, audience: draft.audience };
    if (draft.subject.trim()) publish.subject = draft.subject.trim();
    const body = { name: draft.name.trim(), type: "newsletter", status: draft.status, schedule: this.editor.value, tasks: { generate, publish } };
    if (this.thing?.pauseAfterFailures != null) body.pauseAfterFailures = this.thing.pauseAfterFailures;
    return { body, errors: [] };
  }

  async readNames() {
    const [models, lists] = await Promise.all([this.known("jobs:view", "/models"), this.known("audience:view", "/lists")]);
    this.models = models.filter((model) => model.kind === "text" && model.id !== "default");
    this.lists = lists;
  }

  nameOf(pointer) { return NAMES[pointer] ?? sentence(pointer.split("/").at(-1) || "It"); }

  /** Generates with what stands in the form: nothing is stored, and nobody is sent anything. */
  tryIt() {
    const { generate } = this.read().body.tasks;
    let [made, wrong] = [null, null];
    const dialog = open({
      title: "Try it", text: "Nothing is stored, and nobody is sent anything.", wide: true,
      body: () => (wrong ? h("p", { class: "problem" }, h("span", {}, wrong.message))
        : !made ? h("p", { class: "say", role: "status" }, "Generating…")
        : [h("h3", {}, made.subject), h("pre", { class: "plain", tabindex: 0 }, made.text), h("p", { class: "hint" }, `Written by ${made.model ?? "a model"}`)]),
    });
    post("/jobs/preview", { tasks: { generate } })
      .then((answer) => { made = answer; }, (problem) => { wrong = problem; })
      .finally(() => dialog.redraw());
  }

  // MARK: - Drawing

  sections() { return [this.basics(), this.schedule(), this.generating(), this.publishing()]; }

  basics() {
    const { draft } = this;
    return section("Basics", null, h("div", { class: "fields two-up" },
      field("name", "Name", (own) => line(own, draft.name, this.write("name"), { maxlength: 200, placeholder: "Daily product digest" }), { error: this.wrong("/name") }),
      field("status", "Status", (own) => choice(own, STATUSES, draft.status, this.write("status")), { error: this.wrong("/status") })));
  }

  generating() {
    const { draft, models } = this;
    const wrong = (name) => this.wrong(`/tasks/generate/${name}`);
    return section("Newsletter", "What a model writes", [
      field("prompt", "What is it about?", (own) => area(own, draft.prompt, this.write("prompt"), { placeholder: "Product discovery tips, and what is new this week" }), { error: wrong("prompt") }),
      h("div", { class: "fields", key: "fields" },
        field("model", "Model", (own) => choice(own, modelOptions(models, draft.model), draft.model, this.write("model")), { error: wrong("model") }),
        field("items", "Items at most", (own) => line(own, draft.maxItems, this.write("maxItems"), { inputmode: "numeric", placeholder: "5" }), { error: wrong("maxItems"), hint: "1 to 50" }),
        field("tone", "Tone", (own) => line(own, draft.tone, this.write("tone"), { placeholder: "friendly" }), { error: wrong("tone") })),
      h("div", { class: "row", key: "try" }, btn("Try it", "i-play", { onclick: () => this.tryIt() })),
    ]);
  }

  publishing() {
    const { draft, lists } = this;
    const wrong = (name) => this.wrong(`/tasks/publish/${name}`);
    const isUnknown = draft.audience !== "all" && !lists.some((list) => list.id === draft.audience);
    const audiences = [["all", "All subscribers"], ...lists.map((list) => [list.id, `The list ${list.name}`]), ...(isUnknown ? [[draft.audience, "A list that is not there any more"]] : [])];
    return section("Sending", "Who gets it by e-mail", [
      h("label", { class: "switch", key: "auto" }, h("input", { type: "checkbox", checked: draft.isSent, onchange: (event) => this.set(() => { draft.isSent = event.target.checked; }) }),
        h("span", {}, h("b", {}, "Send it by itself"), h("small", {}, "Off: a run ends as partial when the newsletter is written, until somebody sends it."))),
      h("div", { class: "fields two-up", key: "fields" },
        field("audience", "Send it to", (own) => choice(own, audiences, draft.audience, this.write("audience")), { error: wrong("audience") }),
        field("subject", "Subject", (own) => line(own, draft.subject, this.write("subject"), { placeholder: "{{topic}} – {{date}}" }), { error: wrong("subject"), hint: subjectHint() })),
    ]);
  }
}
