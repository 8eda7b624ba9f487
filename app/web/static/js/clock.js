// The clock of a call: counts up from the seconds the server gave, at the pace of the call, and takes its word again
// with each answer. How long is left to the target is shown in minutes, and said at a few of them.
const SAID = [10, 5, 2, 1];
const clock = document.querySelector("#clock");
const face = document.querySelector("#clock-face");
const target = document.querySelector("#to-target");
const told = document.querySelector("#told");
const pace = Number(clock?.dataset.pace ?? 100) / 100;
let since = 0;
let heldAt = 0;
let runs = false;
let left = null;
let heard = "";

function hold() {
  const talk = document.querySelector("#talk");
  if (!talk) return;
  // Where only another part of the page was swapped, the word is the old one, and the time since then stands.
  const word = `${talk.dataset.elapsed} ${talk.dataset.runs}`;
  if (word === heard) return;
  heard = word;
  since = Number(talk.dataset.elapsed);
  heldAt = performance.now();
  runs = talk.dataset.runs === "yes";
}

function minutes(count) {
  return count === 1 ? "1 minute" : `${count} minutes`;
}

function remaining(seconds) {
  const before = left;
  left = Math.ceil((Number(clock.dataset.target) - seconds) / 60);
  if (left === before) return;
  const over = left <= 0;
  target.textContent = over ? "Past the target; hand over when you can" : `${minutes(left)} left to the target`;
  target.classList.toggle("soon", left <= 2);
  if (before === null || (over ? before <= 0 : !SAID.includes(left))) return;
  told.textContent = over ? "The target has passed. You can still hand over." : `${minutes(left)} left to the target.`;
}

function show() {
  const seconds = Math.floor(since + (runs ? (performance.now() - heldAt) / 1000 / pace : 0));
  const text = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  if (face.textContent !== text) face.textContent = text;
  if (target && told) remaining(seconds);
}

if (face) {
  hold();
  show();
  setInterval(show, 250);
  document.addEventListener("htmx:after:swap", hold);
}
