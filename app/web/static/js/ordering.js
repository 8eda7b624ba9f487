// Steps to put in order: moves them with buttons instead of asking for a number each. Focus stays with the step.
const rank = (item) => Number(item.querySelector("select").value) || Infinity;

function number(list) {
  const items = [...list.children];
  items.forEach((item, index) => {
    item.querySelector("select").value = String(index + 1);
    item.querySelector("[data-move=up]").disabled = index === 0;
    item.querySelector("[data-move=down]").disabled = index === items.length - 1;
  });
}

function mover(item, list, spoken, direction, sign) {
  const text = item.querySelector("label").textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.move = direction;
  button.textContent = sign;
  button.setAttribute("aria-label", `Move ${direction}: ${text}`);
  button.addEventListener("click", () => {
    if (direction === "up") item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    number(list);
    const other = item.querySelector(`[data-move=${direction === "up" ? "down" : "up"}]`);
    (button.disabled ? other : button).focus();
    spoken.textContent = `${text} is now ${[...list.children].indexOf(item) + 1} of ${list.children.length}.`;
  });
  return button;
}

function prepare(field) {
  const list = field.querySelector("ol");
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  list.append(...[...list.children].sort((a, b) => rank(a) - rank(b)));
  for (const item of list.children) {
    item.querySelector("select").hidden = true;
    const buttons = document.createElement("span");
    buttons.className = "row move";
    buttons.append(mover(item, list, spoken, "up", "↑"), mover(item, list, spoken, "down", "↓"));
    item.append(buttons);
  }
  number(list);
  field.querySelector("legend").textContent = "Move the steps into order; the first stands on top.";
  field.classList.add("moving");
  field.append(spoken);
}

function prepareAll() {
  for (const field of document.querySelectorAll("[data-ordering]:not(.moving)")) prepare(field);
}

prepareAll();
document.addEventListener("htmx:after:swap", prepareAll);
