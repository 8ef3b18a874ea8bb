// Drawing

const tabs = byId("tabs"),
  results = byId("results");

function drawTabs() {
  const numbers = { entries: matched.entries.length, findings: matched.findings.length };
  for (const tab of tabs.children) {
    const on = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    const shown = tab.querySelector(".count");
    if (shown) shown.textContent = count(numbers[tab.dataset.view]);
  }
  results.setAttribute("aria-labelledby", "tab-" + state.view);
}

function draw(most) {
  match();
  const shown = sorted(),
    size = most || (state.view === "findings" ? FINDINGS_A_PAGE : ENTRIES_A_PAGE);
  state.page = Math.min(state.page, Math.max(1, Math.ceil(shown.length / size)));
  const part = shown.slice((state.page - 1) * size, state.page * size);
  showFilters();
  drawTabs();
  if (!shown.length) results.replaceChildren(drawEmpty());
  else if (state.view === "overview") results.replaceChildren(...drawOverview());
  else {
    const made = state.view === "findings" ? drawFindings(part) : drawEntries(part);
    const pages = pager(shown.length, size);
    results.replaceChildren(...made, ...(pages ? [pages] : []));
    results.querySelector(".item")?.setAttribute("tabindex", "0");
  }
  const whole = state.view === "findings" ? findings.length : entries.length;
  const noun = state.view === "findings" ? ["finding", "findings"] : ["entry", "entries"];
  const number = state.view === "findings" ? matched.findings.length : matched.entries.length;
  byId("status").textContent =
    number === whole ? plural(whole, ...noun) : `${count(number)} of ${plural(whole, ...noun)}`;
}

function clearAll() {
  search.value = "";
  const cleared = {};
  for (const name of FILTERS) cleared[name] = DEFAULTS[name];
  set(cleared);
}
