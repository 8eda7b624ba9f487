// The clock of a call: counts up from the seconds the server gave, and takes its word again with each answer.
const face = document.querySelector("#clock-face");
let since = 0;
let heldAt = 0;
let runs = false;

function hold() {
  const talk = document.querySelector("#talk");
  if (!talk) return;
  since = Number(talk.dataset.elapsed);
  heldAt = performance.now();
  runs = talk.dataset.runs === "yes";
}

function show() {
  const seconds = Math.floor(since + (runs ? (performance.now() - heldAt) / 1000 : 0));
  const text = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  if (face.textContent !== text) face.textContent = text;
}

if (face) {
  hold();
  setInterval(show, 250);
  document.addEventListener("htmx:after:swap", hold);
}
