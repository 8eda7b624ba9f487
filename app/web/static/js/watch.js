// A video remembers where one is, goes to where one asks, and marks the sentence being spoken. Without this file the
// player plays all the same.
const TELL_EVERY = 10_000;
const headers = JSON.parse(document.body.getAttribute("data-hx-headers:inherited"));

function goTo(film, seconds) {
  film.currentTime = seconds;
  film.scrollIntoView({ block: "nearest" });
  film.play().catch(() => {}); // a browser that wants a click of its own waits for it
}

// "taken", "signed-out" where this page can tell nothing any more, or "lost" where it can be told again.
async function report(film, seconds) {
  const body = new URLSearchParams({ seconds: seconds.toFixed(1) });
  try {
    const answer = await fetch(film.dataset.watching, { method: "POST", headers, body, keepalive: true });
    if (answer.redirected || answer.status === 400 || answer.status === 401) return "signed-out";
    return answer.ok ? "taken" : "lost";
  } catch {
    return "lost";
  }
}

// Tells the server where somebody is. What is lost is told again every ten seconds until it is taken: were it the end,
// a video that was watched would not count.
function remember(film) {
  const notKept = film.parentElement.querySelector(".not-kept");
  let told = -1;
  let next = 0;
  let lost = -1; // the furthest that was not taken
  let again;

  async function send(seconds) {
    const outcome = await report(film, seconds);
    if (outcome === "signed-out") stopped(seconds);
    if (outcome === "taken") notKept.hidden = true;
    if (outcome !== "lost") return;
    lost = Math.max(lost, seconds);
    clearTimeout(again);
    again = setTimeout(sendAgain, TELL_EVERY);
  }

  // The furthest first, for it may be the end, and then where one is.
  async function sendAgain() {
    const furthest = lost;
    lost = -1;
    await send(furthest);
    if (told !== furthest) await send(told);
  }

  // Signing in again leads back to where one was, or to just before the end, so that the end can be told.
  function stopped(seconds) {
    const link = notKept.querySelector("a");
    link.search = `?at=${Math.floor(Math.min(seconds, film.duration - 2))}`;
    notKept.hidden = false;
  }

  function tell() {
    const seconds = film.currentTime;
    if (Math.abs(seconds - told) < 1) return;
    told = seconds;
    send(seconds);
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
