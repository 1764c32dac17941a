// One HTTP call to our own origin, and the problem it may end with.

const TIMEOUT_MS = 20_000;

/** A call that did not succeed, after RFC 9457. `status` is 0 when no answer came at all. */
export class Problem extends Error {
  constructor(status, body = {}, retryAfterMs = null) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = body.code ?? (status === 0 ? "offline" : `http_${status}`);
    this.detail = body.detail ?? "";
    this.errors = body.errors ?? {};
    this.retryAfterMs = retryAfterMs;
  }

  /** True if the same call may succeed later, with nothing changed. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** @returns {Promise<object|null>} the answer's JSON, null where it has none */
export async function call(method, path, { body, query } = {}) {
  const address = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) {
      address.searchParams.set(name, value);
    }
  }
  const headers = { Accept: "application/json, application/problem+json" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let answer;
  let text;
  try {
    answer = await fetch(address, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await answer.text();
  } catch {
    throw new Problem(0);
  }
  const json = parsed(text);
  if (!answer.ok) {
    const seconds = Number(answer.headers.get("Retry-After"));
    throw new Problem(answer.status, json ?? {}, seconds > 0 ? seconds * 1000 : null);
  }
  return json;
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
