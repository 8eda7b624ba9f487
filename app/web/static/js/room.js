// The conversation of a call: asks the server when something is due to arrive, keeps the newest line in view.
const news = document.querySelector("#news");
const lines = () => document.querySelector("#talk .lines");
let timer;
let shown = lines()?.children.length ?? 0;
let line = lines()?.id;

function lookLater() {
  clearTimeout(timer);
  const talk = document.querySelector("#talk");
  if (talk) timer = setTimeout(look, Number(talk.dataset.next) * 1000);
}

function look() {
  news.requestSubmit();
  timer = setTimeout(look, 30_000); // when no answer comes, ask again all the same
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
  lookLater();
}

// What the server could not answer is said beside the box; the question stays in it.
function failed(event) {
  if (event.detail.ctx?.sourceElement?.id !== "ask") return;
  const words = document.createElement("p");
  words.className = "mistake";
  words.textContent = "That did not get through. Your question is still here; ask again.";
  document.querySelector("#ask-mistake").replaceChildren(words);
}

let atEnd = true;
if (news) {
  toEnd();
  lookLater();
  document.addEventListener("htmx:before:swap", () => {
    const list = lines();
    atEnd = !list || nearEnd(list);
  });
  document.addEventListener("htmx:after:swap", (event) => settle(event.detail.ctx?.sourceElement?.id === "ask"));
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) failed(event);
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    if (sourceElement.id !== "ask" || response.status !== 200) return;
    document.querySelector("#ask-text").value = "";
    document.querySelector("#ask-mistake").replaceChildren();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
  window.addEventListener("hashchange", () => {
    if (lines().offsetParent === null) return;
    document.querySelector("#room-news").hidden = true;
    toEnd();
  });
}
