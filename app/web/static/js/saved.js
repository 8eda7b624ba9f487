// Where the words are, told honestly: on this device, saved at a time of the server's, or not sent and since when.
const WHY = {
  "signed-out": "you are signed out. Sign in in another tab",
  "not-yours": "somebody else is signed in. Sign in as yourself in another tab",
};
const troubles = new Map();
const unsent = { words: false, outbox: 0 };
const region = () => document.querySelector("#saved");
const told = document.querySelector("#told");
const download = document.querySelector("#download");
let savedAt = region()?.querySelector("time")?.dateTime ?? null;
let wasTrouble = false;

const clock = (moment) => new Date(moment).toLocaleTimeString("en-GB");

function tell(text) {
  if (told && told.textContent !== text) told.textContent = text;
}

function words() {
  const first = [...troubles.values()].sort((one, other) => one.since - other.since)[0];
  const waits = unsent.words || unsent.outbox > 0;
  if (first && waits) {
    const why = WHY[first.why] ? `: ${WHY[first.why]}` : ", trying again";
    return ["is-waiting", `Not sent since ${clock(first.since)}${why}`];
  }
  if (first) return ["is-waiting", `No line since ${clock(first.since)}, trying again`];
  if (waits) return ["is-here", "On this device"];
  if (savedAt) return ["is-saved", "Saved at ", savedAt];
  return ["", ""];
}

function show() {
  const state = region();
  if (!state) return;
  const [name, text, moment] = words();
  state.className = `saved ${name}`;
  state.textContent = text;
  if (moment) {
    const time = document.createElement("time");
    time.dateTime = moment;
    time.textContent = clock(moment);
    state.append(time);
  }
  const trouble = name === "is-waiting";
  if (download) download.hidden = !trouble;
  if (trouble && !wasTrouble) tell(`${text}. Your words are kept on this device.`);
  if (!trouble && wasTrouble) tell("The line is back.");
  wasTrouble = trouble;
}

// Words were typed that the server has not.
export function typed() {
  unsent.words = true;
  show();
}

// The server has every word; `moment` is when it had committed them.
export function saved(moment) {
  unsent.words = false;
  savedAt = moment ?? savedAt;
  show();
}

// So much waits in the outbox.
export function waits(count) {
  unsent.outbox = count;
  show();
}

// Whether `who` (the words, the outbox, the news) gets through; `why` not, or null. Whatever does shows that there is
// a line, which is all the news needs.
export function trouble(who, why) {
  if (!why) [who, "news"].forEach((name) => troubles.delete(name));
  else troubles.set(who, { why, since: troubles.get(who)?.since ?? Date.now() });
  show();
}

export { clock, tell };
