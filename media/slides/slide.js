// Shows the slide as it is while a line is spoken. Nothing moves by itself: `show` is called for each frame.
const parts = [...document.querySelectorAll("[data-at]:not(.stretch)")];
const tracks = [...document.querySelectorAll(".track")].map((track) => [...track.children]);
const clock = document.querySelector("#clock");
const minutes = (stretches) => stretches.reduce((sum, stretch) => sum + Number(stretch.dataset.minutes), 0);
const longest = Math.max(1, ...tracks.map(minutes));
const two = (number) => String(Math.floor(number)).padStart(2, "0");

globalThis.mistakes = [];
for (const [at, words] of JSON.parse(document.querySelector("#marks").textContent)) light(words, at);

// Puts a mark round the words wherever they stand in what has arrived by line `at`.
function light(words, at) {
  const within = parts.filter((part) => Number(part.dataset.at) <= at);
  let found = false;
  for (const part of within) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const place = text.data.indexOf(words);
      if (place < 0) continue;
      found = true;
      const rest = text.splitText(place);
      rest.splitText(words.length);
      const mark = document.createElement("mark");
      mark.dataset.markAt = at;
      rest.replaceWith(mark);
      mark.append(rest);
    }
  }
  if (!found) mistakes.push(`"${words}" is marked, but does not stand in the picture by then.`);
}

// `line`: its number in the scene; `arriving`: 0 to 1, how far its parts have come; `share`: how much of it is spoken.
globalThis.show = (line, arriving, share, time) => {
  for (const part of parts) {
    const at = Number(part.dataset.at);
    part.style.visibility = at <= line ? "visible" : "hidden";
    part.style.opacity = at === line ? arriving : 1;
  }
  for (const mark of document.querySelectorAll("mark")) mark.classList.toggle("lit", Number(mark.dataset.markAt) <= line);
  tracks.forEach((stretches, lane) => {
    let total = 0;
    for (const stretch of stretches) {
      const at = Number(stretch.dataset.at);
      const grown = at < line ? 1 : at === line ? Math.min(1, share / 0.6) : 0;
      stretch.style.width = `${(grown * Number(stretch.dataset.minutes) * 100) / longest}%`;
      stretch.style.display = grown ? "" : "none";
      stretch.firstElementChild.style.visibility = grown === 1 ? "visible" : "hidden";
      total += grown * Number(stretch.dataset.minutes);
    }
    document.querySelectorAll(".total")[lane].textContent = total ? `${two(total)}:00` : "";
  });
  if (clock && time !== null) clock.textContent = `${two(time)}:${two((time * 60) % 60)}`;
};

// Makes the type as large as the picture holds, so that it can be read in a small window.
globalThis.fit = () => {
  let size = 37;
  do document.documentElement.style.fontSize = `${(size -= 1)}px`;
  while (over() && size > 20);
};

// What does not fit above the captions: the number of pixels the picture is too high or too wide.
globalThis.over = () => {
  const main = document.querySelector("main");
  const lowest = Math.max(...[...main.querySelectorAll("*")].map((part) => part.getBoundingClientRect().bottom));
  const wide = [main, ...main.querySelectorAll("*")].map((part) => (getComputedStyle(part).display === "inline" ? 0 : part.scrollWidth - part.clientWidth));
  return Math.max(0, Math.round(lowest - main.getBoundingClientRect().bottom), ...wide);
};
