// Narrows a list that is already complete on the page: shows entries that contain every word typed.
const box = document.querySelector("[data-filter]");
const told = document.querySelector("[data-filter-told]");
const entries = [...document.querySelectorAll("[data-entry]")];
const shelves = [...document.querySelectorAll("[data-shelf]")];
const words = entries.map((entry) => entry.textContent.toLowerCase());

function narrow() {
  const wanted = box.value.toLowerCase().split(/\s+/u).filter(Boolean);
  let shown = 0;
  entries.forEach((entry, index) => {
    const fits = wanted.every((word) => words[index].includes(word));
    entry.hidden = !fits;
    shown += fits ? 1 : 0;
  });
  for (const shelf of shelves) shelf.hidden = !shelf.querySelector("[data-entry]:not([hidden])");
  told.textContent = wanted.length ? told.dataset.filterTold.replace("#", shown) : "";
}

if (box && told) {
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("input", narrow);
  if (box.value) narrow();
}
