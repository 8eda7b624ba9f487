// What is kept on this device until the server has it: in IndexedDB, or in memory where a browser has none.
const STORES = { outbox: { keyPath: "order", autoIncrement: true }, words: { keyPath: "key" } };
const memory = { outbox: new Map(), words: new Map() };
let order = 0;

const opened = new Promise((resolve) => {
  try {
    const request = indexedDB.open("baton", 1);
    request.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) {
        request.result.createObjectStore(name, options).createIndex("attempt", "attempt");
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => resolve(null);
  } catch {
    resolve(null);
  }
});

// Whether what is kept outlives this page.
export const lasts = opened.then((database) => database !== null);

async function run(store, mode, act, inMemory) {
  const database = await opened;
  if (!database) return inMemory(memory[store]);
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = act(transaction.objectStore(store));
    transaction.commit?.(); // not when the answer is back: by then the page may be gone
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

// Keeps a record and answers its key; the outbox numbers its own.
export function keep(store, record) {
  return run(store, "readwrite", (held) => held.put(record), (held) => {
    const key = record.key ?? record.order ?? (order += 1);
    held.set(key, store === "outbox" ? { ...record, order: key } : record);
    return key;
  });
}

export function remove(store, key) {
  return run(store, "readwrite", (held) => held.delete(key), (held) => held.delete(key));
}

// Every record of an attempt, the oldest first.
export function ofAttempt(store, attempt) {
  return run(store, "readonly", (held) => held.index("attempt").getAll(attempt), (held) =>
    [...held.values()].filter((record) => record.attempt === attempt),
  );
}

// A name nothing else has; `crypto.randomUUID` is not there on plain http.
export function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
