// Where the reader is: marks the heading before their eyes in the contents, and tells the server, so that they can go on.
const page = document.querySelector("#reading");
const contents = page.querySelector(".contents");
const details = contents.querySelector("details");
const links = [...contents.querySelectorAll("ol a")];
const stops = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
const where = contents.querySelector(".where");
const position = contents.querySelector(".position");
const TELL_AFTER = 2_000;
let now = -1;
let told = null;
let timer = 0;

const wide = window.matchMedia("(min-width: 80rem)");
const fold = () => (details.open = wide.matches);
fold();
wide.addEventListener("change", fold);
details.addEventListener("click", (event) => {
  if (event.target.closest("a") && !wide.matches) details.open = false;
});

function tell() {
  const heading = now < 0 ? "" : links[now].hash.slice(1);
  if (heading === told || heading === "check") return;
  told = heading;
  const headers = JSON.parse(document.body.getAttribute("data-hx-headers:inherited"));
  // Lost where the line is: the next heading is told anyway.
  fetch(page.dataset.place, { method: "POST", headers, body: new URLSearchParams({ heading }), keepalive: true }).catch(
    () => {},
  );
}

function look() {
  const line = window.innerHeight / 3;
  const article = page.querySelector("article").getBoundingClientRect();
  const whole = article.height - window.innerHeight;
  position.value = whole > 0 ? Math.min(100, Math.max(0, (-article.top / whole) * 100)) : 100;
  const at = stops.findLastIndex((stop) => stop && stop.getBoundingClientRect().top <= line);
  if (at === now) return;
  now = at;
  links.forEach((link, index) => {
    if (index === now) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  });
  where.textContent = now < 0 ? "" : `${now + 1} of ${links.length} · ${links[now].textContent}`;
  clearTimeout(timer);
  timer = setTimeout(tell, TELL_AFTER);
}

let asked = false;
function lookSoon() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    look();
  });
}
window.addEventListener("scroll", lookSoon, { passive: true });
window.addEventListener("resize", lookSoon);
document.addEventListener("visibilitychange", () => {
  if (document.hidden && now >= 0) tell();
});
look();
