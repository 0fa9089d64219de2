// 长辈版: remembers the larger type on this device. Runs before the page is painted; without scripts the box still works on its page.
(() => {
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem("large") === "1"; } catch { return false; } };
  root.classList.toggle("large", kept());
  addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("large");
    if (box) {
      box.checked = kept();
      box.addEventListener("change", () => {
        root.classList.toggle("large", box.checked);
        try { localStorage.setItem("large", box.checked ? "1" : "0"); } catch { /* not remembered, still shown */ }
      });
    }
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
    document.querySelector(".errors")?.focus();
  });
})();
