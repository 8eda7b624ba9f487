// What was typed or asked in a call and never sent before it ended: shown so that it can be copied, until let go.
import { ofAttempt, remove } from "./device.js";

const place = document.querySelector("#left-here");
const isWords = ([name, value]) => (name === "text" || name.startsWith("item-")) && value.trim();

async function show() {
  const attempt = Number(place.dataset.attempt);
  const words = await ofAttempt("words", attempt);
  const sendings = await ofAttempt("outbox", attempt);
  const typed = [...words, ...sendings.filter((item) => item.handover)].flatMap((kept) => kept.fields.filter(isWords));
  const asked = sendings.filter((item) => item.words).map((item) => item.words);
  const texts = [...new Set([...typed.map(([, value]) => value), ...asked])];
  if (texts.length === 0) return;
  place.querySelector(".typed").textContent = texts.join("\n\n");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    const gone = [...words.map((kept) => remove("words", kept.key)), ...sendings.map((kept) => remove("outbox", kept.order))];
    await Promise.all(gone);
    place.hidden = true;
  });
}

if (place) show();
