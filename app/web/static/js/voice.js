// Callers' lines read aloud by the browser's own voices: off until asked for, remembered on this device. The captions
// are the text itself.
const button = document.querySelector("#voice");
const speech = window.speechSynthesis;
const spoken = new Set();
let on = false;

function remembered() {
  try {
    return localStorage.getItem("baton-voice") === "on";
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem("baton-voice", on ? "on" : "off");
  } catch {
    // without storage it is remembered for this page alone
  }
}

// The same person has the same voice and pitch throughout a call.
function voiceOf(name) {
  const number = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 1009, 7);
  const voices = speech.getVoices().filter((voice) => voice.lang.startsWith("en"));
  return { voice: voices[number % voices.length] ?? null, pitch: 0.85 + (number % 7) * 0.05 };
}

function fresh() {
  const list = document.querySelector("#talk .lines");
  if (!list) return [];
  const lines = [...list.children].filter((line) => line.matches(".said, .caller") && !spoken.has(line.id));
  for (const line of lines) spoken.add(line.id);
  return lines;
}

function say() {
  const lines = fresh();
  if (!on) return;
  const name = document.querySelector("#talk [aria-current]")?.textContent ?? "";
  for (const line of lines) {
    const words = new SpeechSynthesisUtterance(line.querySelector("p").textContent);
    words.lang = "en-GB";
    Object.assign(words, voiceOf(name));
    speech.speak(words);
  }
}

function turn(to) {
  on = to;
  button.setAttribute("aria-pressed", String(on));
  if (!on) speech.cancel();
}

if (button && speech) {
  button.hidden = false;
  turn(remembered());
  fresh();
  button.addEventListener("click", () => {
    turn(!on);
    remember();
  });
  document.addEventListener("htmx:after:swap", say);
  window.addEventListener("pagehide", () => speech.cancel());
}
