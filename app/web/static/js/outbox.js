// What a call sends waits here, in order, until the server has answered it; sent again it is not done again.
import { keep, newName, ofAttempt, remove } from "./device.js";
import { trouble, waits } from "./saved.js";
import { about, attempt, send } from "./sending.js";

const WAITS = [1, 8, 15];
const TWICE = 1_000;
const LONGEST_SPREAD = 8_000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel(`baton-${attempt}`) : null;
const listeners = { changed: [], taken: [], refused: [] };
let running = false;
let wake = () => {};
let sending = null;
let brokenSince = null;

// `on("taken", (item, answer, here) => …)`: `here` is false where another tab sent it. `changed` gets what waits.
export function on(what, act) {
  listeners[what].push(act);
}

function tell(what, ...details) {
  for (const act of listeners[what]) act(...details);
}

async function changed() {
  const items = await ofAttempt("outbox", attempt);
  waits(items.length);
  tell("changed", items);
}

function announce(what, item, answer) {
  channel?.postMessage({ what, item, answer });
  changed();
}

function isTwice(items, item) {
  const last = items.at(-1);
  if (!last || item.made - last.made > TWICE) return false;
  return last.path === item.path && JSON.stringify(last.fields) === JSON.stringify(item.fields);
}

// Puts `{path, fields, …}` behind what waits already. What an item `replaces` goes, unless it is on its way.
export async function add(item) {
  const made = { ...item, attempt, made: Date.now(), sentId: newName() };
  const items = await ofAttempt("outbox", attempt);
  if (isTwice(items, made)) return;
  for (const old of items) {
    if (item.replaces && old.replaces === item.replaces && old.order !== sending) await remove("outbox", old.order);
  }
  await keep("outbox", made);
  announce("added");
  drain();
}

function withName(item) {
  const own = item.fields.filter(([name]) => !["sent_id", "waited"].includes(name));
  const waited = Math.max(0, Date.now() - item.made);
  return [...own, ["sent_id", item.sentId], ["waited", String(waited)]];
}

function pause(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, about(seconds));
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

async function sendAll() {
  for (let failures = 0; ; ) {
    const [item] = await ofAttempt("outbox", attempt);
    if (!item) return;
    sending = item.order;
    const answer = await send(item.path, withName(item));
    sending = null;
    if (answer.kind === "later") {
      brokenSince ??= Date.now();
      trouble("outbox", answer.why);
      announce("waits", null, answer);
      await pause(WAITS[Math.min(failures, WAITS.length - 1)]);
      failures += 1;
      continue;
    }
    failures = 0;
    brokenSince = null;
    trouble("outbox", null);
    await remove("outbox", item.order);
    announce(answer.kind, item, answer);
    tell(answer.kind, item, answer, true);
  }
}

// One tab sends at a time; the others wait for the lock and see what is left.
export async function drain() {
  wake();
  if (running) return;
  running = true;
  try {
    if (navigator.locks) await navigator.locks.request(`baton-outbox-${attempt}`, sendAll);
    else await sendAll();
  } finally {
    running = false;
  }
  trouble("outbox", null);
  if ((await ofAttempt("outbox", attempt)).length) drain();
}

// Something got through: what waits goes on. When it was the site that was away, every page notices at the same time, so
// each goes on at a moment of its own, the later the longer the site was away.
export function lineIsBack() {
  if (brokenSince === null) drain();
  else setTimeout(() => wake(), Math.random() * Math.min(Date.now() - brokenSince, LONGEST_SPREAD));
}

channel?.addEventListener("message", ({ data }) => {
  changed();
  if (data.what === "added") wake();
  else trouble("outbox", data.what === "waits" ? data.answer.why : null);
  if (data.what === "taken" || data.what === "refused") tell(data.what, data.item, data.answer, false);
});
window.addEventListener("online", () => wake());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) wake();
});

// What was left here by this page before it was closed, or by another.
export async function start() {
  await changed();
  drain();
}
