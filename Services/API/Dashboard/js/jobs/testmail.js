// Sending one mail to oneself: generated anew, counted as nothing, sent to nobody else.

import { h } from "../core/dom.js";
import { toast } from "../core/announce.js";
import { change } from "../core/api.js";
import { open } from "../core/dialog.js";
import { field, line } from "../parts/field.js";

const OUTCOMES = {
  refused: "The mail server refuses it:", deferred: "The mail server wants it later:", unconfirmed: "It may have been sent, and may not:",
  unavailable: "The mail server cannot be reached:",
};

export function sendTest(app, job) {
  let to = app.session.userId ? app.session.name : "";
  open({
    title: "Send a test", text: job.name, submit: "Send", busy: "Writing and sending", icon: "i-mail",
    body: (_, error) => [
      h("p", { class: "say" }, "A newsletter is written anew and sent to this address alone. It counts as no run."),
      field("to", "Send it to", (own) => line(own, to, (text) => { to = text.trim(); }, { type: "email", autocomplete: "email" }), { error: error?.of?.("/to") }),
    ],
    async onsubmit() {
      const sent = await change("POST", `/jobs/${job.id}/test`, { to });
      // Whether it went is the mail server's word; the form stays open for another try.
      if (sent.outcome !== "sent") throw new Error(`${OUTCOMES[sent.outcome] ?? "It was not sent."} ${sent.detail}`);
      toast("success", "The test is sent", `“${sent.subject}”, to ${to}.`);
    },
  });
}
