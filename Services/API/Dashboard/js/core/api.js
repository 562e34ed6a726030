// Asks the API.

/** A request that was refused, or that nobody answered. Its message is a sentence for people. */
export class Problem extends Error {
  constructor(status, body) {
    const fields = (body.errors ?? []).map((error) => error.message);
    super(body.detail ?? body.title ?? `The server answered with status ${status}`);
    this.status = status;
    this.code = body.code ?? "";
    this.errors = body.errors ?? [];
    this.runId = body.runId;
    this.fields = fields;
  }

  /** What is wrong with a member of what was sent; `undefined` when nothing is. */
  of(pointer) {
    return this.errors.find((error) => error.pointer === pointer)?.message;
  }

  /** Where in the member, in characters from its start. */
  position(pointer) {
    return this.errors.find((error) => error.pointer === pointer)?.position;
  }
}

/** What is answered when nobody answers. */
const silence = { detail: "The server does not answer. Nothing was changed as far as we know; try again in a moment.", code: "unreachable" };

let key = sessionStorage.getItem("key");
let refused = () => {};

/** Of a session by cookie: what tells the server that a change is asked for by a page of its own. `null` with a key. */
let token = null;

export const hasKey = () => key != null;

/** Only that there is a session: its cookie is not for scripts. Without this mark nobody would know whether to ask. */
export const hasSession = () => localStorage.getItem("session") === "yes";

/** @param {?string} value The token for changes; `null`: the session is over. */
export function setToken(value) {
  token = value;
  if (value == null) localStorage.removeItem("session");
  else localStorage.setItem("session", "yes");
}

/** @param {?string} value Kept for this tab alone; `null` forgets it. */
export function setKey(value) {
  key = value;
  if (value == null) sessionStorage.removeItem("key");
  else sessionStorage.setItem("key", value);
}

/** @param {Function} handler Called when the key is not taken any more. */
export const onRefused = (handler) => { refused = handler; };

export async function send(method, path, { body, type, headers = {}, signal } = {}) {
  const isChange = method !== "GET";
  const ask = async () => {
    const shown = key != null ? { Authorization: `Bearer ${key}` } : token != null && isChange ? { "X-CSRF-Token": token } : {};
    const init = { method, signal, headers: { ...shown, ...headers } };
    if (body !== undefined) {
      init.headers["Content-Type"] = type ?? "application/json";
      init.body = type ? body : JSON.stringify(body);
    }
    try {
      return await fetch(`api/v1${path}`, init);
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Problem(0, silence);
    }
  };
  let response = await ask();
  // The server changes a session's cookie from time to time, also with an answer for another tab; the token goes with it.
  if (response.status === 403 && isChange && key == null && (await renewToken())) response = await ask();
  if (response.ok) return response;
  const problem = new Problem(response.status, await response.json().catch(() => ({})));
  if (response.status === 401 && !isSignIn(path)) refused(problem);
  throw problem;
}

/** A password that is wrong is no session that has ended. */
const isSignIn = (path) => path === "/sessions";

/** @returns {Promise<boolean>} Whether there is another one now. */
async function renewToken() {
  const before = token;
  const response = await fetch("api/v1/session").catch(() => null);
  if (!response?.ok) return false;
  token = (await response.json()).csrfToken;
  return token !== before;
}

export async function get(path, options) {
  return (await send("GET", path, options)).json();
}

/** Creates or starts something. Sending it twice by accident does it once. */
export async function post(path, body = {}, options = {}) {
  const headers = { "Idempotency-Key": crypto.randomUUID?.() ?? String(Math.random()).slice(2), ...options.headers };
  const response = await send("POST", path, { body, ...options, headers });
  return response.status === 204 ? null : response.json();
}

/** @param {object} [headers] Like `If-Match`. */
export async function change(method, path, body, headers) {
  const response = await send(method, path, { body, headers });
  return response.status === 204 ? null : response.json();
}

/** All items of a list that has few pages. */
export async function all(path) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(`${path}${path.includes("?") ? "&" : "?"}limit=100${cursor ? `&cursor=${cursor}` : ""}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** Saves an answer as a file. */
export async function download(path, name) {
  const blob = await (await send("GET", path)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Query parameters from what is set in an object. */
export function query(values) {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value != null && value !== "")).toString();
  return text ? `?${text}` : "";
}
