// After the handover: how long updates may still follow, in minutes, and words kept on the device until they are sent.
const left = document.querySelector("#left");
const face = document.querySelector("#clock-face");
const form = document.querySelector("#update-form");
const box = document.querySelector("#update-text");

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

function kept() {
  try {
    return localStorage.getItem(form.dataset.keep);
  } catch {
    return null;
  }
}

function keep(words) {
  try {
    if (words) localStorage.setItem(form.dataset.keep, words);
    else localStorage.removeItem(form.dataset.keep);
  } catch {
    // without storage the words stand in the box alone
  }
}

function isSent(words) {
  return [...document.querySelectorAll(".sent .typed")].some((sent) => sent.textContent.trim() === words.trim());
}

if (left && face) setInterval(show, 1000);
if (form) {
  const words = kept();
  if (words && isSent(words)) keep("");
  else if (words && !box.value) box.value = words;
  box.addEventListener("input", () => keep(box.value));
}
