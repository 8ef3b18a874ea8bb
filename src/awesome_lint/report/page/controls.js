// The filters

const more = byId("more"),
  form = byId("filters"),
  search = byId("q");

function tallied(values) {
  const tally = new Map();
  for (const value of values) tally.set(value, (tally.get(value) || 0) + 1);
  return tally;
}

function option(value, label, number) {
  const shown = label.length > 80 ? label.slice(0, 80) + "…" : label;
  return h("option", { value }, number == null ? shown : `${shown} (${count(number)})`);
}

function select(name, label, first, options) {
  const chosen = h("select", { id: "f-" + name, name }, option("", first), options);
  return h("p", { class: "field" }, h("label", { for: "f-" + name }, label), chosen);
}

function sectionOptions() {
  const tally = new Map();
  for (const entry of entries) {
    const path = sections[entry.section].path;
    if (!path.length) tally.set(NONE, [0, NONE, (tally.get(NONE)?.[2] || 0) + 1]);
    path.forEach((name, depth) => {
      const whole = path.slice(0, depth + 1).join(" › ");
      tally.set(whole, [depth, name, (tally.get(whole)?.[2] || 0) + 1]);
    });
  }
  return [...tally].map(([whole, [depth, name, number]]) => option(whole, "\u2003".repeat(depth) + name, number));
}

const having = (role) => entries.filter((entry) => entry.links.some((one) => one.role === role && one.url)).length;
const ranked = (tally) => [...tally].sort(([a, m], [b, n]) => n - m || collator.compare(a, b));

function fields() {
  const made = [];
  if (data.listed && entries.length) {
    if (data.files.length > 1) {
      const tally = tallied(entries.map((entry) => data.files[entry.file]));
      made.push(
        select(
          "list",
          "List",
          "All lists",
          data.files.map((file, at) => option(file, files[at], tally.get(file) || 0)),
        ),
      );
    }
    made.push(select("section", "Section", "All sections", sectionOptions()));
    const venues = tallied(entries.map((entry) => entry.venue || NONE)),
      years = tallied(entries.map((entry) => entry.year));
    const rest = (tally, key) => (tally.get(key) ? [option(NONE, "none", tally.get(key))] : []);
    const named = ranked(venues).filter(([venue]) => venue !== NONE);
    const dated = [...years].filter(([year]) => year).sort(([a], [b]) => b - a);
    made.push(
      select(
        "venue",
        "Venue",
        "All venues",
        named.map(([venue, number]) => option(venue, venue, number)).concat(rest(venues, NONE)),
      ),
    );
    made.push(
      select(
        "year",
        "Year",
        "All years",
        dated.map(([year, number]) => option(year, String(year), number)).concat(rest(years, 0)),
      ),
    );
    const kinds = ranked(tallied(entries.map((entry) => entry.kind)));
    if (kinds.length > 1)
      made.push(
        select(
          "kind",
          "Kind",
          "All kinds",
          kinds.map(([kind, number]) => option(kind, kind, number)),
        ),
      );
    const roles = ranked(
      tallied(entries.flatMap((entry) => entry.links.filter((one) => one.url).map((one) => one.role))),
    );
    const names = roles.map(([role]) => [role, having(role)]);
    made.push(
      select("links", "Links", "With or without", [
        h(
          "optgroup",
          { label: "with a link to" },
          names.map(([role, number]) => option(role, role, number)),
        ),
        h(
          "optgroup",
          { label: "without a link to" },
          names.map(([role, number]) => option("!" + role, "no " + role, entries.length - number)),
        ),
      ]),
    );
    if (data.online) {
      const tally = tallied(
        entries.flatMap((entry) => entry.links.filter((one) => one.url).map((one) => one.verdict)),
      );
      made.push(
        select(
          "verdict",
          "Network says",
          "Anything",
          VERDICT_KEYS.filter((one) => tally.get(one)).map((one) =>
            option(one, VERDICT_WORDS[one], tally.get(one)),
          ),
        ),
      );
    }
  } else if (data.files.length > 1) {
    made.push(
      select(
        "list",
        "List",
        "All lists",
        data.files.map((file, at) => option(file, files[at])),
      ),
    );
  }
  if (data.judged && findings.length) {
    const tally = tallied(findings.map((one) => one.rule.code));
    const of = rules.slice().sort((a, b) => collator.compare(a.code, b.code));
    const general = data.listed ? [option("any", "with findings"), option("none", "without findings")] : [];
    made.push(
      select("finding", "Findings", data.listed ? "With or without" : "All rules", [
        ...general,
        h(
          "optgroup",
          { label: "rule" },
          of.map((rule) => option(rule.code, rule.code + " " + rule.name, tally.get(rule.code))),
        ),
      ]),
    );
    const levels = tallied(findings.map((one) => one.severity));
    made.push(
      h(
        "fieldset",
        { class: "field" },
        h("legend", null, "Severity"),
        SEVERITIES.map((one) =>
          h(
            "label",
            { class: "check" },
            h("input", { type: "checkbox", name: "severity", value: one }),
            h("span", { class: "dot " + one }),
            ` ${one} `,
            h("span", { class: "soft" }, count(levels.get(one) || 0)),
          ),
        ),
      ),
    );
  }
  made.push(h("p", { class: "field" }, h("button", { type: "reset", class: "wide" }, "Clear filters")));
  return made;
}

function showFilters() {
  if (document.activeElement !== search) search.value = state.q;
  for (const name of FILTERS) {
    const field = form.elements["f-" + name];
    if (field) field.value = state[name];
  }
  for (const box of form.querySelectorAll("[name=severity]"))
    box.checked = state.severity.split(".").includes(box.value);
  const on = FILTERS.filter((name) => state[name] !== DEFAULTS[name]);
  const hidden = on.filter((name) => name !== "q").length;
  byId("active").textContent = hidden ? String(hidden) : "";
  const words = { q: "search", links: "links", verdict: "network", finding: "findings" };
  byId("chips").replaceChildren(
    ...on.map((name) => {
      const value =
        name === "links"
          ? state.links.replace("!", "no ")
          : name === "verdict"
            ? VERDICT_WORDS[state.verdict]
            : name === "severity"
              ? state.severity.split(".").join(", ")
              : state[name];
      return h(
        "button",
        {
          type: "button",
          class: "chip on",
          "data-name": name,
          on: {
            click: () => {
              set({ [name]: DEFAULTS[name] });
              (byId("chips").querySelector("button") || search).focus();
            },
          },
        },
        `${words[name] || name}: `,
        bdi(value),
        h("span", { "aria-hidden": "true" }, " ×"),
        h("span", { class: "unseen" }, " take this filter away"),
      );
    }),
  );
}
