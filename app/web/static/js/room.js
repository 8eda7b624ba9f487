// The conversation and the desk tools of a call: what is asked or looked up goes through the outbox, what arrives is
// asked for when it is due, and the newest line is kept in view.
import * as outbox from "./outbox.js";
import { clock, tell, trouble } from "./saved.js";
import { about, base, send } from "./sending.js";

const SEARCH_AFTER = 600;
const SHOWN_AFTER = 700;
const TRIED_AGAIN = 5;
const news = document.querySelector("#news");
const lines = () => document.querySelector("#talk .lines");
const ask = () => document.querySelector("#ask");
const pane = (form) => document.querySelector(form.dataset.mistakes ?? (form.id === "ask" ? "#ask-mistake" : "#tool-mistake"));
let timer;
let shown = lines()?.children.length ?? 0;
let line = lines()?.id;
let atEnd = true;
let looking = false;
let waiting = [];

function lookLater(seconds) {
  clearTimeout(timer);
  const talk = document.querySelector("#talk");
  if (talk) timer = setTimeout(look, (seconds ?? Number(talk.dataset.next)) * 1000);
}

async function swap(html, selector, source) {
  const target = document.querySelector(selector);
  if (!target) return;
  const typing = document.querySelector("#ask-text").value;
  await htmx.swap({ sourceElement: source ?? target, target, swap: "outerMorph", text: html, hx: {}, request: {} });
  const box = document.querySelector("#ask-text");
  if (box.value !== typing) box.value = typing;
}

// What a form takes along from elsewhere on the page.
function included(form) {
  const field = form.dataset.hxInclude && document.querySelector(form.dataset.hxInclude);
  return field?.name ? [[field.name, field.value]] : [];
}

async function look() {
  if (looking) return;
  looking = true;
  const answer = await send(`${base}/news`, [["to", document.querySelector("#to").value]]);
  looking = false;
  trouble("news", answer.kind === "later" ? answer.why : null);
  if (answer.kind === "taken") {
    await swap(answer.html, "#talk", news);
    outbox.lineIsBack();
  } else if (answer.kind === "refused") document.querySelector("#room-note").innerHTML = answer.html;
  lookLater(answer.kind === "later" ? about(TRIED_AGAIN) / 1000 : undefined);
}

function nearEnd(list) {
  return list.scrollHeight - list.scrollTop - list.clientHeight < 120;
}

function toEnd() {
  const list = lines();
  if (list) list.scrollTop = list.scrollHeight;
}

// On a phone one part of the room shows at a time: its tab says that something is new in the other.
function markNews(fresh) {
  const mark = document.querySelector("#room-news");
  if (mark && fresh && lines().offsetParent === null) mark.hidden = false;
}

function settle(asked) {
  const list = lines();
  if (!list) return;
  const fresh = list.id === line && list.children.length > shown;
  if (list.id !== line || (fresh && (asked || atEnd))) toEnd();
  markNews(fresh);
  line = list.id;
  shown = list.children.length;
  showUnsent();
  lookLater();
}

// A question stands in the conversation as soon as it is asked, and says so while it has not been sent.
function unsentLine(item) {
  const entry = document.createElement("li");
  const text = document.createElement("p");
  const state = document.createElement("span");
  text.textContent = item.words;
  state.className = "small is-waiting";
  state.textContent = `Not sent yet, asked at ${clock(item.made)}`;
  state.hidden = Date.now() - item.made < SHOWN_AFTER;
  entry.className = "line me";
  entry.append(text, state);
  return entry;
}

function showUnsent() {
  const list = document.querySelector("#unsent");
  if (!list) return;
  const questions = waiting.filter((item) => item.words);
  list.replaceChildren(...questions.map(unsentLine));
  list.hidden = questions.length === 0;
}

function isSending(form, submitter) {
  if (!form.elements?.sent_id || form.id === "handover-form" || submitter?.hasAttribute("formaction")) return false;
  return form.hasAttribute("data-hx-post") || form.hasAttribute("data-outbox");
}

function submitted(event) {
  const form = event.target;
  if (!isSending(form, event.submitter)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const fields = [...new FormData(form, event.submitter), ...included(form)].map(([name, value]) => [name, String(value)]);
  const item = { path: new URL(form.action).pathname, fields, target: form.dataset.hxTarget, form: form.id };
  if (form.id === "ask") {
    const box = document.querySelector("#ask-text");
    if (!box.value.trim()) return;
    item.words = box.value;
    item.to = document.querySelector("#to").value;
    box.value = "";
    setTimeout(showUnsent, SHOWN_AFTER);
  } else if (form.getAttribute("role") === "search") item.replaces = form.id;
  pane(form)?.replaceChildren();
  outbox.add(item);
}

let searching;
function searched(event) {
  if (!event.target.matches("[data-search]")) return;
  clearTimeout(searching);
  searching = setTimeout(() => event.target.form?.requestSubmit(), SEARCH_AFTER);
}

async function taken(item, answer, here) {
  if (!here) look();
  else if (answer.next && !item.handover) location.assign(answer.next);
  else if (item.target === "#talk" && item.to && item.to !== document.querySelector("#to")?.value) look();
  else if (item.target) await swap(answer.html, item.target, document.getElementById(item.form) ?? undefined);
}

// What was refused is told where it was asked, and its words go back into their box.
function refused(item, answer) {
  if (item.handover) return;
  const form = document.getElementById(item.form) ?? ask();
  const place = form && pane(form);
  if (place) place.innerHTML = answer.html;
  const box = document.querySelector("#ask-text");
  if (item.words && box) box.value = box.value ? `${item.words} ${box.value}` : item.words;
}

if (news) {
  toEnd();
  lookLater();
  outbox.on("changed", (items) => {
    waiting = items;
    showUnsent();
  });
  outbox.on("taken", taken);
  outbox.on("refused", refused);
  outbox.start();
  document.addEventListener("submit", submitted, true);
  document.addEventListener("input", searched);
  news.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
  document.addEventListener("htmx:before:swap", () => {
    const list = lines();
    atEnd = !list || nearEnd(list);
  });
  document.addEventListener("htmx:after:swap", (event) => settle(event.detail.ctx?.sourceElement?.id === "ask"));
  document.addEventListener("htmx:error", () => tell("There is no line; the other conversation opens when it is back."));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
  window.addEventListener("online", look);
  window.addEventListener("hashchange", () => {
    if (lines().offsetParent === null) return;
    document.querySelector("#room-news").hidden = true;
    toEnd();
  });
}
