// One way to the server for everything a call sends: what was taken, what was refused, what must be tried again.
const PATIENCE = 15_000;
const news = document.querySelector("#news");
export const base = news ? new URL(news.action).pathname.replace(/\/news$/, "") : "";
export const attempt = Number(base.split("/").pop());
let token = JSON.parse(document.body.getAttribute("data-hx-headers:inherited"))["X-CSRFToken"];

function request(path, options) {
  return fetch(path, { ...options, headers: { "HX-Request": "true", ...options.headers }, signal: AbortSignal.timeout(PATIENCE) });
}

// After signing in again the forms of this page carry a token nobody knows any more: all get the new one.
async function freshToken() {
  const answer = await request(`${base}/token`, {});
  if (answer.status !== 200) return answer.status;
  token = (await answer.text()).trim();
  document.body.setAttribute("data-hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
  for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
  return 200;
}

async function post(path, fields, keepalive) {
  const body = new URLSearchParams(fields.filter(([name]) => name !== "csrf_token"));
  return request(path, { method: "POST", body, keepalive, headers: { "X-CSRFToken": token } });
}

// How long to wait before trying again, in milliseconds: about so many seconds, for everybody else lost the line at the
// same moment and would be back at the same.
export function about(seconds) {
  return seconds * 1000 * (0.75 + Math.random() / 2);
}

function later(why) {
  return { kind: "later", why };
}

async function outcome(answer) {
  const { status } = answer;
  if (status === 401) return later("signed-out");
  if (status === 404) return later("not-yours");
  if (status === 408 || status === 429 || status >= 500) return later("server");
  const next = answer.headers.get("HX-Redirect") ?? (answer.redirected ? answer.url : null);
  return { kind: answer.ok ? "taken" : "refused", status, next, html: await answer.text() };
}

// `fields` are name and value pairs. Answers {kind: "taken" | "refused", status, html, next} or {kind: "later", why}.
export async function send(path, fields, { keepalive = false } = {}) {
  try {
    let answer = await post(path, fields, keepalive);
    if (answer.status === 400) {
      const status = await freshToken();
      if (status !== 200) return later(status === 401 ? "signed-out" : status === 404 ? "not-yours" : "server");
      answer = await post(path, fields, keepalive);
    }
    return await outcome(answer);
  } catch {
    return later("line");
  }
}
