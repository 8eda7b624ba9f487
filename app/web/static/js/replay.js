// A call played back: any second of it is shown from what came with the page; nothing is fetched.
const call = JSON.parse(document.querySelector("#replay-data").textContent);
const find = (id) => document.getElementById(id);
const slider = find("at");
const play = find("play");
const pace = find("pace");
const moments = [...find("moments").children];
const facts = [...find("facts").children];
const TICK = 100;
let now = call.at;
let ticking = null;
let tickedAt = 0;

function stopwatch(second) {
  const whole = Math.floor(second);
  return [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

const lastUntil = (rows, second) => rows.filter((row) => row[0] <= second).at(-1);
const stopBefore = (second) => call.stops.filter((stop) => stop < second).at(-1);
const stopAfter = (second) => call.stops.find((stop) => stop > second);
const stopHere = () => call.stops.filter((stop) => stop <= now).at(-1) ?? 0;

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function showMoments(here) {
  for (const moment of moments) {
    const at = Number(moment.dataset.at);
    moment.classList.toggle("later", at > now);
    const current = at === here && !moment.classList.contains("comment");
    if (current) moment.setAttribute("aria-current", "step");
    else moment.removeAttribute("aria-current");
  }
}

function showFacts() {
  for (const fact of facts) {
    const known = "at" in fact.dataset && Number(fact.dataset.at) <= now;
    fact.className = known ? "known" : "unknown";
    fact.querySelector(".not-known").hidden = known;
    const from = fact.querySelector(".from");
    if (from) from.hidden = !known;
  }
  write(find("known-count"), String(facts.filter((fact) => fact.className === "known").length));
}

function showQuestion() {
  const [, who, item, words, spoken] = lastUntil(call.questions, now) ?? [0, "", "", "", false];
  find("good").hidden = !words;
  find("good-none").hidden = Boolean(words);
  find("good-of").hidden = !spoken;
  find("good-for").hidden = spoken;
  write(find("good-who"), who);
  write(find("good-item"), item);
  write(find("good-words"), spoken ? `“${words}”` : words);
}

let wordsShown = null;
function showWords() {
  const words = lastUntil(call.words, now) ?? null;
  if (words === wordsShown && wordsShown !== null) return;
  wordsShown = words;
  const [, text, fields, decision, updates] = words ?? [0, "", [], "", []];
  const parts = text ? [element("p", text, "typed")] : [];
  if (fields.length) {
    const list = document.createElement("dl");
    for (const [label, said] of fields) {
      const pair = document.createElement("div");
      pair.append(element("dt", label), element("dd", said, "typed"));
      list.append(pair);
    }
    parts.push(list);
  }
  if (decision) parts.push(element("p", `Decision: ${decision}`, "small muted"));
  for (const update of updates) parts.push(element("p", update, "typed update"));
  find("words").replaceChildren(...parts);
  find("words").hidden = parts.length === 0;
  find("no-words").hidden = parts.length > 0;
}

function lead(link, second) {
  const url = new URL(link.href);
  url.searchParams.set("at", second ?? stopHere());
  link.href = url;
  if (second === undefined) link.setAttribute("aria-disabled", "true");
  else link.removeAttribute("aria-disabled");
}

const momentsHere = () => moments.filter((moment) => moment.hasAttribute("aria-current"));
const said = (moment) => [moment.querySelector("b").textContent, moment.querySelector("p").textContent];

function showWhat() {
  const parts = momentsHere().flatMap((moment) => {
    const [speaker, text] = said(moment);
    return [element("b", `${speaker}:`), ` ${text} `];
  });
  find("now-what").replaceChildren(...parts);
}

function keepInSight() {
  const box = find("moments").querySelector("[aria-current]");
  const narrow = matchMedia("(max-width: 56rem)").matches;
  if (box && !narrow) box.scrollIntoView({ block: "nearest" });
}

function show(second) {
  const before = stopHere();
  now = Math.min(Math.max(second, 0), call.end);
  const here = stopHere();
  write(find("now-at"), stopwatch(now));
  slider.value = now;
  slider.setAttribute("aria-valuetext", `${stopwatch(now)} of ${stopwatch(call.end)}`);
  showMoments(here);
  showFacts();
  showQuestion();
  showWords();
  lead(find("before"), stopBefore(here));
  lead(find("after"), stopAfter(here));
  const commentAt = find("comment-at");
  if (commentAt) {
    commentAt.value = now;
    write(find("comment-now"), stopwatch(now));
  }
  if (here === before) return false;
  showWhat();
  keepInSight();
  return true;
}

function keepAddress() {
  const url = new URL(location.href);
  url.searchParams.set("at", Math.round(now * 1000) / 1000);
  url.hash = "";
  history.replaceState(null, "", url);
}

function announce() {
  const lines = momentsHere().map((moment) => said(moment).join(": "));
  write(find("replay-status"), [`${stopwatch(now)}.`, ...lines, `${find("known-count").textContent} known.`].join(" "));
}

function goTo(second, aloud = true) {
  show(second);
  keepAddress();
  if (aloud) announce();
}

function pause() {
  clearInterval(ticking);
  ticking = null;
  write(play, "Play");
  keepAddress();
}

function tick() {
  const since = performance.now() - tickedAt;
  tickedAt += since;
  const moved = show(now + (since / 1000) * Number(pace.value));
  if (moved && pace.value === "1") announce();
  if (now >= call.end) {
    pause();
    announce();
  }
}

function start() {
  if (now >= call.end) show(0);
  tickedAt = performance.now();
  ticking = setInterval(tick, TICK);
  write(play, "Pause");
}

play.hidden = false;
pace.closest("label").hidden = false;
slider.form.querySelector("[data-plain]").hidden = true;
slider.step = "any";

play.addEventListener("click", () => (ticking ? pause() : start()));
slider.form.addEventListener("submit", (event) => event.preventDefault());
slider.addEventListener("input", () => goTo(Number(slider.value), false));
slider.addEventListener("keydown", (event) => {
  const back = ["ArrowLeft", "ArrowDown"].includes(event.key);
  if (!back && !["ArrowRight", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  goTo((back ? stopBefore(now) : stopAfter(now)) ?? now);
});
for (const [id, other] of [["before", stopBefore], ["after", stopAfter]]) {
  find(id).addEventListener("click", (event) => {
    event.preventDefault();
    goTo(other(stopHere()) ?? now);
  });
}
document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest(".over-time a.ref");
  if (!link) return;
  event.preventDefault();
  goTo(Number(new URL(link.href).searchParams.get("at")));
});
show(now);
