// Keys

function reach(item) {
  const kind = item.classList.contains("bar") ? ".bar" : ".item";
  const among = kind === ".bar" ? item.closest(".chart") : results;
  for (const one of among.querySelectorAll(kind)) one.setAttribute("tabindex", one === item ? "0" : "-1");
  item.focus();
  item.scrollIntoView({ block: "nearest" });
}

function step(items, at, by) {
  const last = Math.max(
    1,
    Math.ceil(sorted().length / (state.view === "findings" ? FINDINGS_A_PAGE : ENTRIES_A_PAGE)),
  );
  if (items[at + by]) reach(items[at + by]);
  else if (by > 0 && state.page < last) turn(state.page + 1);
  else if (by < 0 && state.page > 1) turn(state.page - 1, "last");
  else if (by < 0) search.focus();
}

function onArrow(event, by) {
  const here = document.activeElement;
  if (here === search && by > 0) {
    seek();
    const first = results.querySelector(".item");
    if (first) {
      reach(first);
      event.preventDefault();
    }
    return;
  }
  if (here.closest("input, select, textarea, dialog, .chart")) return;
  const items = [...results.querySelectorAll(".item")];
  if (!items.length || !(results.contains(here) || here === document.body)) return;
  const own = here.closest(".item") || here.closest("tr")?.querySelector(".item");
  event.preventDefault();
  if (!own && !results.contains(here)) reach(items[0]);
  else step(items, own ? items.indexOf(own) : -1, by);
}

function onBar(event, by) {
  const all = [...document.activeElement.closest(".chart").querySelectorAll(".bar")];
  const next = all[all.indexOf(document.activeElement) + by];
  event.preventDefault();
  if (next) reach(next);
}

function onEscape() {
  const here = document.activeElement;
  if (here === search) {
    if (search.value) {
      search.value = "";
      set({ q: "" });
    } else results.focus();
    return;
  }
  const opened =
    here.closest(".entry")?.querySelector("[aria-expanded=true]") ||
    here.closest(".details")?.previousElementSibling.querySelector("[aria-expanded=true]");
  if (opened) expand(opened);
  else if (results.contains(here)) search.focus();
}

function expand(button) {
  const at = Number(button.dataset.entry),
    line = button.closest("tr");
  if (open.delete(at)) {
    line.nextElementSibling.remove();
  } else {
    open.add(at);
    line.after(details(entries[at], line.children.length));
  }
  button.setAttribute("aria-expanded", String(open.has(at)));
  button.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const here = document.activeElement,
    typing = here.closest("input:not([type=checkbox]), select, textarea");
  const across = { ArrowRight: 1, ArrowLeft: -1 }[event.key],
    along = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "/" && !typing) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "?" && !typing) {
    event.preventDefault();
    byId("help").showModal();
  } else if (event.key === "Escape") onEscape();
  else if ((across || along) && here.classList.contains("bar")) onBar(event, across || along);
  else if (across && here.getAttribute("role") === "tab") {
    const next = VIEWS[(VIEWS.indexOf(state.view) + across + VIEWS.length) % VIEWS.length];
    set({ view: next });
    byId("tab-" + next).focus();
  } else if (along) onArrow(event, along);
});
