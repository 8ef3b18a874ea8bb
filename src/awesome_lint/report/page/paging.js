// Pages

function pager(number, size) {
  const last = Math.max(1, Math.ceil(number / size));
  if (last === 1) return null;
  const to = (page, label, said) =>
    h(
      "button",
      { type: "button", disabled: page < 1 || page > last, "aria-label": said, on: { click: () => turn(page) } },
      label,
    );
  return h(
    "nav",
    { class: "pager", "aria-label": "Pages" },
    to(state.page - 1, "← Previous", "Previous page"),
    h("span", null, `Page ${count(state.page)} of ${count(last)}`),
    to(state.page + 1, "Next →", "Next page"),
  );
}

function turn(page, at) {
  set({ page });
  const items = byId("results").querySelectorAll(".item");
  const target = at === "last" ? items[items.length - 1] : items[0];
  if (at !== "last") byId("results").scrollIntoView();
  if (target) reach(target);
}

function empty(title, text, clear) {
  return h(
    "div",
    { class: "empty" },
    s(
      "svg",
      { viewBox: "0 0 48 48", width: 48, height: 48, "aria-hidden": "true", focusable: "false" },
      clear
        ? [s("circle", { cx: 21, cy: 21, r: 13 }), s("path", { d: "M31 31l11 11" })]
        : [s("circle", { cx: 24, cy: 24, r: 19 }), s("path", { d: "M15 25l6 6 12-13" })],
    ),
    h("h2", null, title),
    h("p", { class: "soft" }, text),
    clear
      ? h(
          "button",
          {
            type: "button",
            on: {
              click: () => {
                clearAll();
                search.focus();
              },
            },
          },
          "Clear filters",
        )
      : null,
  );
}

function drawEmpty() {
  if (state.view === "findings" && !findings.length)
    return empty("No findings", "Nothing in these lists needs a change.");
  if (state.view !== "findings" && !entries.length)
    return empty("No entries", "Nothing that was read has entries.");
  const away =
    state.view === "findings" && matched.findings.length === 0 && state.severity !== SEVERITIES.join(".");
  return empty(
    "Nothing matches",
    away
      ? "No finding of the severities that are on passes these filters."
      : `None of ${plural(
          state.view === "findings" ? findings.length : entries.length,
          state.view === "findings" ? "finding" : "entry",
          state.view === "findings" ? "findings" : "entries",
        )} passes these filters.`,
    true,
  );
}
