// A pointer and a ring that are seen in a recording; a browser without a window draws none.
(() => {
  let pointer, ring;

  function add() {
    const held = JSON.parse(sessionStorage.getItem("film") ?? "[900,420]");
    pointer = document.createElement("div");
    pointer.innerHTML = '<svg xmlns="http://www.w3.org/2000/svg" width="26" height="32" viewBox="0 0 13 16"><path d="M1 1v12l3.2-2.8 2 4.8 2.2-.9-2-4.7h4.3z" fill="#15212b" stroke="#fff"/></svg>';
    pointer.style.cssText = "position:fixed;z-index:99999;left:0;top:0;pointer-events:none;transition:transform .45s ease-in-out";
    pointer.style.transform = `translate(${held[0]}px,${held[1]}px)`;
    ring = document.createElement("div");
    ring.style.cssText = "position:fixed;z-index:99998;pointer-events:none;border:4px solid #0a5a69;border-radius:10px;opacity:0;transition:opacity .2s";
    for (const drawn of [pointer, ring]) {
      drawn.setAttribute("aria-hidden", "true");
      document.documentElement.append(drawn);
    }
  }

  globalThis.filmPointer = (x, y) => {
    sessionStorage.setItem("film", JSON.stringify([x, y]));
    pointer.style.transform = `translate(${x}px,${y}px)`;
  };
  // Brings part of the page before the eyes; within a part that scrolls by itself, the page stays where it is.
  globalThis.filmSee = (element) => {
    let around = element.parentElement;
    while (around && !["auto", "scroll"].includes(getComputedStyle(around).overflowY)) around = around.parentElement;
    const within = around && around !== document.documentElement && around !== document.body;
    const tall = element.getBoundingClientRect().height > innerHeight - 40;
    element.scrollIntoView({ block: within ? "nearest" : tall ? "start" : "center", behavior: "smooth" });
  };
  globalThis.filmRing = (element) => {
    if (!ring) return;
    ring.style.opacity = element ? 1 : 0;
    if (!element) return;
    const box = element.getBoundingClientRect();
    const [left, top] = [Math.max(4, box.left - 8), Math.max(4, box.top - 8)];
    Object.assign(ring.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${Math.min(innerWidth - 4, box.right + 8) - left}px`,
      height: `${Math.min(innerHeight - 4, box.bottom + 8) - top}px`,
    });
  };
  document.addEventListener("DOMContentLoaded", add);
})();
