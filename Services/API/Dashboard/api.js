// Asks the API, and follows its events.

/** The key is not taken. */
export class Refused extends Error {}

const headers = () => ({ Authorization: `Bearer ${sessionStorage.getItem("key")}` });

async function check(response) {
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const message = problem.detail ?? `status ${response.status}`;
  throw response.status === 401 ? new Refused(message) : new Error(message);
}

export async function get(path) {
  return (await check(await fetch(`api/v1${path}`, { headers: headers() }))).json();
}

export async function post(path, body) {
  const response = await fetch(`api/v1${path}`, {
    method: "POST",
    headers: { ...headers(), "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  return (await check(response)).json();
}

/**
 * Follows the events for ever, and takes up again where it was cut off.
 *
 * EventSource cannot show a key, so the stream is read here.
 *
 * @param {object} on `begin()` before the first event, `event(cloudEvent)`, `live()` and `lost()`.
 * @throws {Refused}
 */
export async function follow(on) {
  let position;
  let delay = 500;
  while (true) {
    try {
      const path = position === undefined ? "api/v1/events" : `api/v1/events?after=${position}`;
      const response = await check(await fetch(path, { headers: headers() }));
      on.live();
      delay = 500;
      for await (const message of messages(response.body)) {
        // The stream tells where it stands first; what is loaded then is not older than that.
        if (message.event === "ready" && position === undefined) await on.begin();
        if (message.event === undefined) on.event(JSON.parse(message.data));
        position = message.id ?? position;
      }
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    on.lost();
    await new Promise((resolve) => setTimeout(resolve, delay));
    delay = Math.min(delay * 2, 10_000);
  }
}

/** The messages of an event stream (WHATWG HTML, section 9.2.6). */
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
      if (message.data || message.id) yield message;
    }
  }
}
