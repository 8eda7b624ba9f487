// A saving that waited behind another takes the form as it stands when it goes, with the revision the other made.
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.elements?.revision) ctx.request.body = new URLSearchParams(new FormData(ctx.sourceElement));
});
