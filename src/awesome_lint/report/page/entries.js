// Entries

function chip(one) {
  const dead = one.verdict === "dead" || one.verdict === "moved" || one.verdict === "undecided";
  const said = dead ? ` · ${VERDICT_WORDS[one.verdict]}` : one.url ? "" : " · empty";
  return link(
    one.url,
    { class: "chip " + (one.url ? one.verdict : "dead"), title: one.reason || null },
    one.role + said,
  );
}

function tally(entry) {
  const shown = entry.findings.filter(matched.severe);
  return SEVERITIES.map((severity) => {
    const number = shown.filter((one) => one.severity === severity).length;
    return number
      ? h("span", { class: "badge " + severity }, plural(number, severity, severity === "info" ? severity : null))
      : null;
  });
}

function heads() {
  const down = state.sort.startsWith("-"),
    name = down ? state.sort.slice(1) : state.sort;
  const columns = [
    ["title", "Entry"],
    ["venue", "Venue"],
    ["year", "Year"],
    ["links", "Links"],
  ];
  if (findings.length) columns.push(["findings", "Findings"]);
  return h(
    "tr",
    { role: "row" },
    columns.map(([key, label]) => {
      const on = key === name;
      const first = ["year", "links", "findings"].includes(key) ? "-" + key : key;
      const second = first === key ? "-" + key : key;
      const next = state.sort === first ? second : state.sort === second ? "" : first;
      return h(
        "th",
        {
          role: "columnheader",
          scope: "col",
          class: "c-" + key,
          "aria-sort": on ? (down ? "descending" : "ascending") : null,
        },
        h(
          "button",
          {
            type: "button",
            class: "sort",
            "data-sort": key,
            on: {
              click: () => {
                set({ sort: next });
                byId("results").querySelector(`[data-sort=${key}]`)?.focus();
              },
            },
          },
          label,
          h("span", { "aria-hidden": "true", class: "arrow" }, on ? (down ? "↓" : "↑") : "↕"),
        ),
      );
    }),
  );
}

function row(entry) {
  const id = "entry-" + entry.at;
  const button = h(
    "button",
    {
      type: "button",
      class: "title item",
      tabindex: "-1",
      "aria-expanded": String(open.has(entry.at)),
      "aria-controls": id,
      "data-entry": entry.at,
    },
    bdi(entry.title),
  );
  const place = files.length > 1 ? `${files[entry.file]}:${entry.line}` : `line ${count(entry.line)}`;
  const section = sections[entry.section].shown;
  const chips = entry.links.slice(0, MOST_CHIPS).map(chip);
  if (entry.links.length > MOST_CHIPS)
    chips.push(h("span", { class: "soft" }, `+${entry.links.length - MOST_CHIPS}`));
  const main = h(
    "td",
    { role: "cell", class: "c-title" },
    button,
    entry.alias && entry.alias !== entry.title ? h("span", { class: "alias" }, bdi(entry.alias)) : null,
    entry.authors ? h("p", { class: "soft clip" }, bdi(entry.authors)) : null,
    h("p", { class: "soft place" }, place, section ? [" · ", bdi(section)] : null),
  );
  const cells = [
    main,
    h(
      "td",
      { role: "cell", class: "c-venue" },
      entry.venue ? bdi(entry.venue) : h("span", { class: "soft none" }, "–"),
    ),
    h(
      "td",
      { role: "cell", class: "c-year" },
      entry.year ? String(entry.year) : h("span", { class: "soft none" }, "–"),
    ),
    h("td", { role: "cell", class: "c-links" }, chips),
  ];
  if (findings.length) cells.push(h("td", { role: "cell", class: "c-findings" }, tally(entry)));
  return [
    h("tr", { role: "row", class: "entry" }, cells),
    ...(open.has(entry.at) ? [details(entry, cells.length)] : []),
  ];
}

function details(entry, columns) {
  const line = (name, value) => (value ? [h("dt", null, name), h("dd", null, value)] : null);
  const links = entry.links.map((one) =>
    h(
      "li",
      null,
      chip(one),
      " ",
      h("span", { class: "url" }, address(one.url) || one.url || "no address"),
      one.reason ? h("span", { class: "soft" }, ` ${one.reason}`) : null,
      one.target ? h("span", { class: "soft url" }, " → ", one.target) : null,
    ),
  );
  const shown = entry.findings.filter(matched.severe);
  return h(
    "tr",
    { role: "row", class: "details", id: "entry-" + entry.at },
    h(
      "td",
      { role: "cell", colspan: columns },
      h(
        "dl",
        { class: "facts" },
        line("Kind", [entry.kind, entry.more].filter(Boolean).join(", ")),
        line("Authors", entry.authors && bdi(entry.authors)),
        line("Keywords", entry.keywords && bdi(entry.keywords)),
        line("Notes", entry.notes && bdi(entry.notes)),
      ),
      links.length ? h("ul", { class: "links" }, links) : null,
      shown.map((one) => finding(one, false)),
    ),
  );
}

function drawEntries(shown) {
  const table = h(
    "table",
    { role: "table", class: "entries", "aria-label": "Entries" },
    h("thead", { role: "rowgroup" }, heads()),
    h("tbody", { role: "rowgroup" }, shown.flatMap(row)),
  );
  return [sortField(SORTS), table];
}

function sortField(sorts) {
  const label = (key, name) => option(key, name);
  const options = Object.entries(sorts).flatMap(([key, name]) =>
    key && sorts === SORTS ? [label(key, name + " ↑"), label("-" + key, name + " ↓")] : [label(key, name)],
  );
  const made = h(
    "select",
    {
      id: "sort",
      on: {
        change: (event) => {
          set({ sort: event.target.value });
          byId("sort").focus();
        },
      },
    },
    options.filter((one) => findings.length || !one.value.endsWith("findings")),
  );
  made.value = state.sort;
  return h(
    "p",
    { class: "sorting" + (sorts === SORTS ? " narrow" : "") },
    h("label", { for: "sort" }, "Sort by"),
    " ",
    made,
  );
}
