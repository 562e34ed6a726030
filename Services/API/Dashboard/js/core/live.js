// The one stream of events of a tab, and asking at intervals where there is none.

import { send } from "./api.js";

/** Connects that fail one after the other before we ask at intervals. */
const patience = 3;

/**
 * Follows the organization's events.
 *
 * A browser opens six connections to a server at most, for all of its tabs: the stream is given back while the page is not
 * seen. After each connect `begin` is called and loads what is shown anew, so nothing that happened meanwhile is missed.
 */
export class Live {
  /** "connecting", "live", "reconnecting", "polling" or "offline". */
  state = "connecting";
  /** When we last heard something. */
  heard = null;
  #handlers;
  #abort = null;
  #failures = 0;
  #wake = null;
  #isStopped = false;
  #poll = null;

  /**
   * @param {object} handlers `begin()`; `event(cloudEvent)`; `changed(state)`; `poll()`, which asks; and `interval()`,
   *   after how many milliseconds to ask again, null for not at all.
   */
  constructor(handlers) {
    this.#handlers = handlers;
    document.addEventListener("visibilitychange", () => this.#look());
    window.addEventListener("online", () => this.#look());
    window.addEventListener("offline", () => this.#set("offline"));
  }

  start() {
    this.#isStopped = false;
    this.#follow();
  }

  stop() {
    this.#isStopped = true;
    this.#abort?.abort();
    clearTimeout(this.#poll);
    this.#wake?.();
  }

  /** Asks now, where we ask at intervals: something may have begun that is worth asking for. */
  wake() {
    if (this.state === "polling") this.#ask();
  }

  #look() {
    if (document.visibilityState === "hidden") this.#abort?.abort();
    else this.#wake?.();
  }

  #set(state) {
    if (state === this.state) return;
    this.state = state;
    this.#handlers.changed(state);
    clearTimeout(this.#poll);
    if (state === "polling") this.#ask();
  }

  async #ask() {
    if (document.visibilityState === "visible") {
      const isAnswered = await this.#handlers.poll();
      if (isAnswered) this.heard = new Date();
    }
    const interval = this.#handlers.interval();
    clearTimeout(this.#poll);
    if (this.state === "polling" && interval && !this.#isStopped) this.#poll = setTimeout(() => this.#ask(), interval);
  }

  async #follow() {
    while (!this.#isStopped) {
      if (document.visibilityState === "hidden") {
        await this.#pause(null);
        continue;
      }
      try {
        await this.#read();
        this.#failures = 0;
      } catch (error) {
        if (error.status === 401) return;
        // Who may not follow events asks at intervals, and not for the stream again.
        if (error.status === 403) return this.#set("polling");
        if (error.name !== "AbortError") this.#failures += 1;
      }
      if (this.#isStopped || document.visibilityState === "hidden") continue;
      if (!navigator.onLine) this.#set("offline");
      else this.#set(this.#failures >= patience ? "polling" : "reconnecting");
      await this.#pause(Math.min(500 * 2 ** this.#failures, 10_000));
    }
  }

  /** Waits for a time, or until the page is seen again. */
  #pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = milliseconds == null ? null : setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #read() {
    this.#abort = new AbortController();
    const response = await send("GET", "/events", { signal: this.#abort.signal });
    for await (const message of messages(response.body)) {
      this.heard = new Date();
      if (message.event === "ready") {
        this.#failures = 0;
        this.#set("live");
        this.#handlers.begin();
      } else if (message.data) {
        this.#handlers.event(JSON.parse(message.data));
      }
    }
  }
}

/** The messages of an event stream (WHATWG HTML, section 9.2.6). EventSource cannot show a key, so it is read here. */
async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    let end;
    while ((end = buffer.indexOf("\n\n")) >= 0) {
      const message = { data: "" };
      for (const line of buffer.slice(0, end).split("\n")) {
        const colon = line.indexOf(":");
        if (colon <= 0) continue;
        const [name, text] = [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
        if (name === "data") message.data += (message.data && "\n") + text;
        else message[name] = text;
      }
      buffer = buffer.slice(end + 2);
      yield message;
    }
  }
}
