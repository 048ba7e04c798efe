// What the county's pages add to the common script: one more correction line, next case by key, one post per click.
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-line]");
  if (!add) return;
  const lines = document.getElementById("lines");
  const line = lines.lastElementChild.cloneNode(true);
  line.querySelector("input").value = "";
  lines.append(line);
  line.querySelector("select").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") {
    const form = event.target.closest("form[data-ctrl-enter]");
    if (form) form.requestSubmit();
    return;
  }
  if (event.key === "Escape") {
    document.querySelector("[data-escape]")?.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-once]")) return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "true";
});
document.querySelector("[data-focus]")?.focus();
