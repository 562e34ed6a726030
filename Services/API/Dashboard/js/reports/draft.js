// A report as its form has it, all in texts, and as the API takes it.

/** JSON, or a text that stands for itself. What begins like JSON and is none is a mistake. */
export function readData(text) {
  const trimmed = text.trim();
  if (!trimmed) return { value: undefined };
  try {
    return { value: JSON.parse(trimmed) };
  } catch {
    return /^[[{"]/.test(trimmed) ? { error: "looks like JSON and is not: a comma or a quote may be missing" } : { value: text };
  }
}

const showData = (value) => (value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 2));

let number = 0;

/** A source's fields. Those of all types are kept, so that changing the type and back loses nothing. */
export function sourceDraft(source = { name: "", type: "http" }) {
  number += 1;
  return {
    key: `source-${number}`,
    name: source.name,
    type: source.type,
    timeout: source.timeoutSeconds == null ? "" : String(source.timeoutSeconds),
    retries: source.retries == null ? "" : String(source.retries),
    url: source.url ?? "",
    method: source.method ?? "",
    headers: Object.entries(source.headers ?? {}).map(([name, value]) => ({ name, value })),
    body: showData(source.body ?? undefined),
    select: source.select ?? "",
    connection: source.connection ?? "",
    query: source.query ?? "",
    parameters: source.parameters?.length ? JSON.stringify(source.parameters) : "",
    data: showData(source.data),
  };
}

export function templateDraft(template) {
  const recipients = template?.recipients ?? null;
  return {
    name: template?.name ?? "",
    status: template?.status ?? "active",
    prompt: template?.prompt ?? "",
    model: template?.model ?? "",
    output: template?.output ?? "html",
    timeout: template?.timeoutSeconds == null ? "" : String(template.timeoutSeconds),
    sources: (template?.sources ?? [undefined]).map((source) => sourceDraft(source)),
    audience: recipients == null ? "" : typeof recipients === "string" ? recipients : "named",
    addresses: Array.isArray(recipients) ? recipients.join("\n") : "",
    subject: template?.subject ?? "",
  };
}

/** A number where it is one; the server refuses anything else in its own words. */
const whole = (text) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : text.trim());

/**
 * A source as the API takes it.
 *
 * @param {Array} errors Gets what cannot even be sent, as `{pointer, message}`.
 */
function sourceOf(draft, pointer, errors) {
  const source = { name: draft.name.trim(), type: draft.type };
  const data = (name) => {
    const { value, error } = readData(draft[name]);
    if (error) errors.push({ pointer: `${pointer}/${name}`, message: error });
    return value;
  };
  if (draft.type === "http") {
    source.url = draft.url.trim();
    if (draft.method) source.method = draft.method;
    const headers = draft.headers.filter(({ name, value }) => name.trim() || value.trim());
    if (headers.length > 0) source.headers = Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value.trim()]));
    const body = draft.method === "GET" ? undefined : data("body");
    if (body !== undefined) source.body = body;
    if (draft.select.trim()) source.select = draft.select.trim();
  } else if (draft.type === "sql") {
    source.connection = draft.connection.trim();
    source.query = draft.query.trim();
    const parameters = data("parameters");
    if (parameters !== undefined && !Array.isArray(parameters)) errors.push({ pointer: `${pointer}/parameters`, message: "must be a list, like [10, \"open\"]" });
    else if (parameters !== undefined) source.parameters = parameters;
  } else {
    source.data = data("data") ?? "";
  }
  if (draft.timeout.trim()) source.timeoutSeconds = whole(draft.timeout);
  if (draft.retries.trim()) source.retries = whole(draft.retries);
  return source;
}

/** @returns {{body: object, errors: Array}} `errors`: what need not be sent to be known as wrong. */
export function templateOf(draft, schedule) {
  const errors = [];
  const body = {
    name: draft.name.trim(), status: draft.status, prompt: draft.prompt.trim(), output: draft.output,
    sources: draft.sources.map((source, index) => sourceOf(source, `/sources/${index}`, errors)),
    schedule,
  };
  if (draft.model) body.model = draft.model;
  if (draft.timeout.trim()) body.timeoutSeconds = whole(draft.timeout);
  if (draft.audience === "named") body.recipients = draft.addresses.split(/[\s,;]+/).filter(Boolean);
  else if (draft.audience) body.recipients = draft.audience;
  if (draft.audience === "named" && body.recipients.length === 0) errors.push({ pointer: "/recipients", message: "must have one address at least" });
  if (draft.audience && draft.subject.trim()) body.subject = draft.subject.trim();
  return { body, errors };
}
