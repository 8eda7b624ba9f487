// A video remembers where one is, goes to where one asks, and marks the sentence being spoken. Without this file the
// player plays all the same.
const TELL_EVERY = 10_000;
const headers = JSON.parse(document.body.getAttribute("data-hx-headers:inherited"));

function goTo(film, seconds) {
  film.currentTime = seconds;
  film.scrollIntoView({ block: "nearest" });
  film.play().catch(() => {}); // a browser that wants a click of its own waits for it
}

// Tells the server where somebody is. What is lost where there is no line is told again ten seconds later.
function remember(film) {
  let told = -1;
  let next = 0;

  function tell() {
    const seconds = film.currentTime;
    if (Math.abs(seconds - told) < 1) return;
    told = seconds;
    const body = new URLSearchParams({ seconds: seconds.toFixed(1) });
    fetch(film.dataset.watching, { method: "POST", headers, body, keepalive: true }).catch(() => (told = -1));
  }

  film.addEventListener("pause", tell);
  film.addEventListener("ended", tell);
  film.addEventListener("timeupdate", () => {
    if (film.paused || Date.now() < next) return;
    next = Date.now() + TELL_EVERY;
    if (film.currentTime > 1) tell();
  });
  const leave = () => {
    if (film.currentTime > 1) tell();
  };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
}

// Marks the sentence being spoken, and goes to the one that is clicked; the times beside them are links for the keyboard.
function follow(transcript, film) {
  const sentences = [...transcript.querySelectorAll("[data-from]")];
  transcript.classList.add("follows");
  film.addEventListener("timeupdate", () => {
    const at = film.currentTime;
    const spoken = sentences.findLast((sentence) => Number(sentence.dataset.from) <= at + 0.05);
    for (const sentence of sentences) {
      if (sentence === spoken && at > 0) sentence.setAttribute("aria-current", "true");
      else sentence.removeAttribute("aria-current");
    }
  });
  transcript.addEventListener("click", (event) => {
    const sentence = event.target.closest("[data-from]");
    if (sentence && window.getSelection().isCollapsed) goTo(film, Number(sentence.dataset.from));
  });
}

for (const film of document.querySelectorAll("video[data-watching]")) remember(film);
for (const transcript of document.querySelectorAll(".transcript[data-film]")) {
  follow(transcript, document.getElementById(transcript.dataset.film));
}
for (const link of document.querySelectorAll("a[data-film][data-at]")) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(document.getElementById(link.dataset.film), Number(link.dataset.at));
  });
}
