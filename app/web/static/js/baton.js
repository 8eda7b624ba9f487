// What every page does beyond HTML: the account menu closes when the focus leaves it, and where the bar is too narrow for
// its links, the one of this page is in sight.
const menu = document.querySelector("details.who");

document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const here = document.querySelector(".bar nav [aria-current]");
if (here) {
  const links = here.parentElement;
  links.scrollLeft = here.offsetLeft - links.offsetLeft - (links.clientWidth - here.offsetWidth) / 2;
}
