// After the handover: how long updates may still follow, in minutes, and words kept on the device until they are sent.
import * as outbox from "./outbox.js";

const left = document.querySelector("#left");
const face = document.querySelector("#clock-face");
const form = () => document.querySelector("#update-form");
const box = () => document.querySelector("#update-text");

function secondsOn(clock) {
  return clock.textContent.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

function sentence(seconds) {
  if (seconds <= 0) return "The five minutes are over.";
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "Less than a minute left for updates." : `${minutes} minutes left for updates.`;
}

function show() {
  const seconds = Number(left.dataset.until) - secondsOn(face);
  const text = sentence(seconds);
  if (left.textContent === text) return;
  left.textContent = text;
  left.classList.toggle("over", seconds <= 60);
}

// Without storage the words stand in the box alone.
function stored(act) {
  try {
    return act(window.localStorage, form().dataset.keep);
  } catch {
    return null;
  }
}

function keep(words) {
  stored((storage, name) => (words ? storage.setItem(name, words) : storage.removeItem(name)));
}

function isSent(words) {
  return [...document.querySelectorAll(".sent .typed")].some((sent) => sent.textContent.trim() === words.trim());
}

// The box is empty again once its words stand among what was sent.
function settle() {
  if (!box()?.value || !isSent(box().value)) return;
  box().value = "";
  form().elements.corrects.checked = false;
  keep("");
}

// While an update is on its way it is not sent a second time, and nothing is ended before it.
function waits(items) {
  const waiting = items.some((item) => item.form === "update-form");
  box().readOnly = waiting;
  for (const button of form().querySelectorAll("button")) button.disabled = waiting;
}

if (form()) {
  setInterval(show, 1000);
  const words = stored((storage, name) => storage.getItem(name));
  if (words && !box().value) box().value = words;
  settle();
  document.addEventListener("input", (event) => {
    if (event.target === box()) keep(box().value);
  });
  document.addEventListener("htmx:after:swap", settle);
  outbox.on("changed", waits);
}
