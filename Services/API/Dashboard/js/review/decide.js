// Asking for the note that goes with a decision.

import { h } from "../core/dom.js";
import { open } from "../core/dialog.js";
import { count } from "../core/format.js";

const limit = 2000;

function ask({ title, text, label, hint, submit, danger = false, isNeeded = false, busy, act }) {
  open({
    title, text, submit, danger, busy,
    body: () => h("label", { class: "fl" }, label,
      h("textarea", { name: "note", rows: 5, maxlength: limit, required: isNeeded, "data-first": true }),
      h("span", { class: "hint" }, hint)),
    async onsubmit(form) {
      const note = form.elements.note.value.trim();
      if (isNeeded && !note) {
        form.elements.note.focus();
        throw new Error("Say what should be different: the note reaches the model.");
      }
      await act(note || undefined);
    },
  });
}

export const askReject = (ids, act) => ask({
  title: `Reject ${ids.length === 1 ? "this article" : count(ids.length, "article")}?`,
  text: "A rejected article is kept and not used. It is not written again.",
  label: "Note (not needed)", hint: "Kept with the decision.",
  submit: "Reject", danger: true, busy: "Rejecting", act,
});

export const askReturn = (ids, act) => ask({
  title: `Send ${ids.length === 1 ? "this article" : count(ids.length, "article")} back?`,
  text: "It is written anew in the site's next run, with new images. This version is kept as superseded.",
  label: "What should be different", hint: "The note reaches the model. The same note goes with all that were chosen.",
  submit: "Send back", isNeeded: true, busy: "Sending back", act,
});
