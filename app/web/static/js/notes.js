// The handover while it is typed: kept on this device at each key, saved on the server about a second later and at
// least every three seconds, later where the server is slow, and tried again until it is.
import { keep, lasts, newName, ofAttempt, remove } from "./device.js";
import * as outbox from "./outbox.js";
import { clock, saved, tell, trouble, typed } from "./saved.js";
import { about, attempt, send } from "./sending.js";

const AFTER_LAST_KEY = 1_000;
const AT_LEAST_EVERY = 3_000;
const REST = 4; // a slow server is given so many times its last answer's time before the next saving
const LONGEST_REST = 15_000;
const WAITS = [2, 4, 8, 15];
const form = document.querySelector("#handover-form");
const newer = document.querySelector("#newer");
const tab = tabName();
let version = 0; // counts what was typed here
let kept = 0; // the version the server has
let unsure = null; // a version that was sent and not answered: the server may have it
let firstAt = 0; // when the oldest version was typed that the server has not
let restUntil = 0;
let refused = false;
let saving = null;
let failures = 0;
let timer;
let outlives = true; // whether what is kept here outlives this page
lasts.then((it) => {
  outlives = it;
});

function tabName() {
  try {
    sessionStorage.baton ??= newName();
    return sessionStorage.baton;
  } catch {
    return newName();
  }
}

function entries() {
  return [...new FormData(form)].filter(([name]) => !["csrf_token", "sent_id", "waited", "seq"].includes(name));
}

const isWords = ([name, value]) => name !== "revision" && name !== "shown" && value !== "";
const words = (fields) => JSON.stringify(fields.filter(isWords).map(([name, value]) => [name, value.replace(/\r\n/g, "\n")]));

// On the device

let keeping = Promise.resolve();
let toKeep = false;
function notKept(error) {
  console.warn("This device could not keep or give back what was typed.", error);
}

function keepNow() {
  toKeep = false;
  if (version === kept && !unsure) return remove("words", `${attempt} ${tab}`);
  return keep("words", { key: `${attempt} ${tab}`, attempt, tab, fields: entries(), unsure, at: Date.now() });
}

// One after another; what this device could not keep (its disk is full) stops nothing typed later from being kept.
function keepHere() {
  if (toKeep) return;
  toKeep = true;
  keeping = keeping.then(keepNow).catch(notKept);
}

// What still waits for its turn when the page is left would not get one any more.
function keepWhatWaits() {
  if (toKeep) keepNow().catch(notKept);
}

function fill(fields) {
  for (const field of form.querySelectorAll("textarea")) field.value = "";
  for (const [name, value] of fields) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
    else if (name.startsWith("item-")) form.elements.text.value += `\n${value}`;
  }
}

// Whether the tab that kept these words is still open; where browsers have no locks, its words are left alone.
function isOpen(other) {
  if (!navigator.locks) return Promise.resolve(true);
  return navigator.locks.request(`baton-tab-${other}`, { ifAvailable: true }, (lock) => lock === null);
}

// What was typed here before this script was there to see it, as on a slow line.
function typedBefore() {
  return [...form.querySelectorAll("textarea")].filter((field) => field.value !== field.defaultValue);
}

// Words typed before this page was closed, or its browser crashed, that the server never had.
async function restore() {
  const own = [];
  for (const record of await ofAttempt("words", attempt)) {
    if (record.tab === tab || !(await isOpen(record.tab))) own.push(record);
  }
  const record = own.sort((one, other) => other.at - one.at)[0];
  if (!record || words(record.fields) === words(entries())) {
    for (const old of own) await remove("words", old.key);
    if (typedBefore().length && !version) changed();
    return;
  }
  const since = typedBefore().map((field) => [field, field.value]);
  fill(record.fields);
  for (const [field, value] of since) field.value = [field.value, value].filter(Boolean).join("\n");
  if (form.querySelector("#switch")) showWay(form.elements.shown.value); // what came back stands where it was typed
  unsure = record.unsure && { ...record.unsure, version: kept }; // versions count anew in every page
  version += 1;
  firstAt = Date.now();
  typed();
  tell("Words you had typed before are back. They were kept on this device.");
  keepHere();
  if (record.tab !== tab) keeping = keeping.then(() => remove("words", record.key));
  later(0);
}

// To the server

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

function soon() {
  const due = Math.min(AFTER_LAST_KEY, firstAt + AT_LEAST_EVERY - Date.now());
  later(Math.max(0, due, restUntil - Date.now()));
}

function changed() {
  version += 1;
  refused = false;
  firstAt ||= Date.now();
  typed();
  keepHere();
  soon();
}

function part(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function taken(snapshot, html) {
  const state = part(html);
  failures = 0;
  unsure = null;
  kept = Math.max(kept, snapshot.version);
  form.elements.revision.value = state.dataset.revision;
  newer.replaceChildren();
  trouble("words", null);
  if (version > kept) {
    firstAt = Date.now();
    soon();
  } else {
    firstAt = 0;
    saved(state.querySelector("time").dateTime);
  }
  keepHere();
}

function stopped(status, html) {
  unsure = null;
  refused = true;
  trouble("words", null);
  typed();
  newer.innerHTML = html;
  if (status === 409) newer.scrollIntoView({ block: "nearest" });
}

// A version that may have arrived is sent again as it was before anything newer: the server then knows it as its own.
async function sendWords() {
  const snapshot = unsure ?? { version, fields: entries() };
  unsure = snapshot;
  const began = Date.now();
  const answer = await send(form.dataset.save, snapshot.fields, { keepalive: document.hidden });
  restUntil = Date.now() + Math.min(REST * (Date.now() - began), LONGEST_REST);
  if (answer.kind === "taken") taken(snapshot, answer.html);
  else if (answer.kind === "refused") stopped(answer.status, answer.html);
  else {
    trouble("words", answer.why);
    keepHere();
    later(about(WAITS[Math.min(failures, WAITS.length - 1)]));
    failures += 1;
  }
}

function save() {
  if (saving || refused || (version === kept && !unsure)) return saving;
  clearTimeout(timer);
  saving = sendWords().finally(() => {
    saving = null;
  });
  return saving;
}

function keepMine(event) {
  event.preventDefault();
  form.elements.revision.value = event.target.closest("[data-revision]").dataset.revision;
  version += 1;
  refused = false;
  save();
}

async function takeNewer(event) {
  event.preventDefault();
  const { href } = event.target;
  version = kept;
  unsure = null;
  keepHere();
  await keeping;
  location.assign(href);
}

// Both ways of writing stay in the form; only which of them shows changes.
function showWay(way) {
  const asForm = way === "form";
  document.querySelector("#as-form").hidden = !asForm;
  document.querySelector("#beside").hidden = asForm;
  document.querySelector("#as-text").hidden = asForm;
  form.elements.shown.value = way;
  const button = form.querySelector("#switch");
  button.value = asForm ? "text" : "form";
  button.textContent = asForm ? "Use one text instead" : "Use the form instead";
  tellOfTheOther(asForm);
}

// What was written the way that is not shown is handed over too: said where one is about to write.
function tellOfTheOther(asForm) {
  const other = form.querySelectorAll(asForm ? "#as-text textarea" : "#as-form textarea");
  document.querySelector("#both").hidden = ![...other].some((field) => field.value.trim());
  document.querySelector("#form-kept").hidden = asForm;
  document.querySelector("#text-kept").hidden = !asForm;
}

function switchWay(event) {
  event.preventDefault();
  const way = event.currentTarget.value;
  showWay(way);
  form.querySelector(way === "form" ? "#as-form textarea" : "#handover-text").focus();
}

// Handing over, pausing, going on

function lockForm(waits) {
  for (const field of form.querySelectorAll("textarea")) field.readOnly = waits;
  form.querySelector("#hand-over").disabled = waits;
  document.querySelector("#waiting-handover").hidden = !waits;
}

function handOver() {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  lockForm(true);
  outbox.add({ path: new URL(form.action).pathname, fields, handover: true });
}

async function handedOver(item, answer, here) {
  if (!item.handover) return;
  clearTimeout(timer);
  for (const record of await ofAttempt("words", attempt)) await remove("words", record.key);
  location.assign(here && answer.next ? answer.next : location.href);
}

async function pauseOrGoOn(path) {
  await save();
  const answer = await send(path, entries());
  if (answer.kind === "taken" && answer.next) location.assign(answer.next);
  else if (answer.kind === "refused") stopped(answer.status, answer.html);
  else {
    trouble("words", answer.why);
    tell("That did not get through. Try again when there is a line.");
  }
}

function leaving(event) {
  event.preventDefault();
  const path = event.submitter?.getAttribute("formaction");
  if (!path) handOver();
  else if (path === form.dataset.save) save();
  else pauseOrGoOn(path);
}

// As a last resort one's own words as a file.

function labelled([name, value]) {
  if (name === "text") return value;
  if (name === "decision") return `Decision: ${form.querySelector(`[value="${value}"]`)?.parentElement.textContent.trim() ?? value}`;
  return `${form.querySelector(`[for="${name}"]`)?.textContent ?? name}: ${value}`;
}

async function download() {
  const asked = (await ofAttempt("outbox", attempt)).filter((item) => item.words);
  const others = (await ofAttempt("words", attempt)).filter((record) => record.tab !== tab);
  const text = [
    `${document.querySelector(".title").firstChild.textContent.trim()}, call ${attempt}`,
    `Downloaded on ${new Date().toLocaleString("en-GB")}, because it was not sent yet.`,
    "",
    "Handover",
    ...entries().filter(isWords).map(labelled),
    "",
    "Questions not sent",
    ...asked.map((item) => `${clock(item.made)} to ${item.to}: ${item.words}`),
    ...others.flatMap((record) => ["", "Typed in another tab", ...record.fields.filter(isWords).map(labelled)]),
    "",
  ].join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = `baton-call-${attempt}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

if (form) {
  navigator.locks?.request(`baton-tab-${tab}`, () => new Promise(() => {}));
  form.addEventListener("input", changed);
  form.addEventListener("submit", leaving);
  form.querySelector("#switch")?.addEventListener("click", switchWay);
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-keep-mine]")) keepMine(event);
    if (event.target.closest("[data-take-newer]")) takeNewer(event);
  });
  document.querySelector("#download").addEventListener("click", download);
  outbox.on("taken", handedOver);
  outbox.on("refused", (item, answer) => {
    if (!item.handover) return;
    lockForm(false);
    stopped(answer.status, answer.html);
  });
  outbox.on("changed", (items) => lockForm(items.some((item) => item.handover)));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
  window.addEventListener("pagehide", keepWhatWaits);
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (!outlives && version > kept) event.preventDefault();
  });
  if (form.hasAttribute("data-unsaved") && !newer.querySelector(".newer")) changed();
  else keeping = restore().catch(notKept);
}
