// The handover while it is typed: saved a second after the last key, said so, and tried again until it is.
const form = document.querySelector("#handover-form");
const WAITS = [2, 4, 8, 15, 30];
let dirty = false;
let refused = false;
let saving = null;
let failures = 0;
let timer;

function say(text) {
  const state = document.querySelector("#saved");
  const words = document.createElement("span");
  words.className = "late";
  words.textContent = text;
  state.replaceChildren(words);
}

function later(seconds) {
  clearTimeout(timer);
  timer = setTimeout(save, seconds * 1000);
}

function changed() {
  dirty = true;
  refused = false;
  later(1);
}

function failed(text) {
  dirty = true;
  say(text);
  later(WAITS[Math.min(failures, WAITS.length - 1)]);
  failures += 1;
}

function taken(html) {
  failures = 0;
  document.querySelector("#saved").outerHTML = html;
  form.elements.revision.value = document.querySelector("#saved").dataset.revision;
  document.querySelector("#newer").replaceChildren();
  if (dirty) {
    say("Saving");
    later(1);
  }
}

function stopped(status, html) {
  dirty = true;
  refused = true;
  say("Not saved yet");
  document.querySelector("#newer").innerHTML = html;
  if (status === 409) document.querySelector("#newer").scrollIntoView({ block: "nearest" });
}

async function send() {
  dirty = false;
  try {
    const answer = await fetch(form.dataset.save, {
      method: "POST",
      body: new FormData(form),
      headers: { "HX-Request": "true" },
      keepalive: document.hidden,
    });
    const html = await answer.text();
    if (answer.ok) taken(html);
    else if (answer.status === 409 || answer.status === 422 || answer.status === 404) stopped(answer.status, html);
    else if (answer.status === 401) failed("Not saved: you are signed out. Sign in in another tab");
    else failed("Not saved yet, trying again");
  } catch {
    failed("Not saved yet, trying again");
  }
}

function save() {
  if (saving || !dirty || refused) return saving;
  clearTimeout(timer);
  saving = send().finally(() => {
    saving = null;
  });
  return saving;
}

function keepMine(event) {
  event.preventDefault();
  form.elements.revision.value = event.target.closest("[data-revision]").dataset.revision;
  refused = false;
  dirty = true;
  save();
}

// Both ways of writing stay in the form; only which of them shows changes.
function switchWay(event) {
  event.preventDefault();
  const toForm = event.currentTarget.value === "form";
  document.querySelector("#as-form").hidden = !toForm;
  document.querySelector("#as-text").hidden = toForm;
  form.elements.shown.value = toForm ? "form" : "text";
  event.currentTarget.value = toForm ? "text" : "form";
  event.currentTarget.textContent = toForm ? "Use one text instead" : "Use the form instead";
  const filled = [...form.querySelectorAll("#as-form textarea")].some((field) => field.value.trim());
  document.querySelector("#both").hidden = !(filled && form.elements.text.value.trim());
  form.querySelector(toForm ? "#as-form textarea" : "#handover-text").focus();
}

function leaving(event) {
  if (saving) {
    event.preventDefault();
    const { submitter } = event;
    saving.finally(() => form.requestSubmit(submitter));
    return;
  }
  dirty = false;
  clearTimeout(timer);
}

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("submit", leaving);
  form.querySelector("#switch").addEventListener("click", switchWay);
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-keep-mine]")) keepMine(event);
    if (event.target.closest("[data-take-newer]")) dirty = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (dirty || saving) event.preventDefault();
  });
  if ("unsaved" in form.dataset && !document.querySelector("#newer .newer")) {
    dirty = true;
    later(1);
  }
}
