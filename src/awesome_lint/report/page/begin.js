// Light and dark

const THEMES = ["auto", "light", "dark"];
let theme = "auto";
try {
  theme = localStorage.getItem("awesome-lint-theme") || "auto";
} catch {
  // a page that may keep nothing is as the system is
}

function useTheme(name) {
  theme = THEMES.includes(name) ? name : "auto";
  if (theme === "auto") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
  byId("theme").textContent = "Theme: " + theme;
  try {
    localStorage.setItem("awesome-lint-theme", theme);
  } catch {
    // as above
  }
}

// Beginning

byId("fields").append(...fields());
tabs.append(
  ...VIEWS.map((view) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: "tab-" + view,
        "data-view": view,
        "aria-controls": "results",
        on: { click: () => set({ view }) },
      },
      NAMES[view],
      view === "overview" ? null : [" ", h("span", { class: "count" })],
    ),
  ),
);
results.setAttribute("role", "tabpanel");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  seek();
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  clearAll();
});
let waiting = 0;
const seek = () => {
  clearTimeout(waiting);
  if (search.value.trim() !== state.q) set({ q: search.value.trim() });
};
search.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(seek, entries.length > 2000 ? 80 : 0); // not at every letter of a word typed fast
});
byId("fields").addEventListener("change", (event) => {
  const field = event.target;
  if (field.name !== "severity") {
    set({ [field.name]: field.value });
    return;
  }
  const on = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
  set({ severity: on.join(".") || field.value }); // the last one stays
});
results.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.title");
  if (button) {
    reach(button);
    expand(button);
  }
});
results.addEventListener("focusin", (event) => {
  const item = event.target.closest(".item");
  if (item && item.getAttribute("tabindex") !== "0")
    for (const one of results.querySelectorAll(".item")) one.setAttribute("tabindex", one === item ? "0" : "-1");
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  results.focus();
});
byId("theme").addEventListener("click", () => useTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]));
byId("keys").addEventListener("click", () => byId("help").showModal());
addEventListener("hashchange", () => {
  state = read();
  draw();
});
const wide = matchMedia("(min-width: 60rem)");
const arrange = () => {
  more.open = wide.matches;
};
wide.addEventListener("change", arrange);
let width = 0;
new ResizeObserver(() => {
  if (state.view === "overview" && results.clientWidth !== width && width) draw();
  width = results.clientWidth;
}).observe(results);
addEventListener("beforeprint", () => {
  if (state.view !== "overview") draw(MOST_PRINTED);
});
addEventListener("afterprint", () => draw());
useTheme(theme);
arrange();
byId("app").hidden = byId("tools").hidden = false;
state = read();
draw();
// What follows is the table for where no script runs, or this one may not: it becomes a comment, which costs nothing.
document.write("<!--");
