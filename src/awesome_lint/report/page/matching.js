// Searching and filtering

const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();

function wordsOf(entry) {
  return (entry.words ??= fold(
    [
      entry.title,
      entry.alias,
      entry.authors,
      entry.venue,
      entry.year || "",
      entry.more,
      entry.notes,
      entry.keywords,
      sections[entry.section].name,
      data.files[entry.file],
      ...entry.links.map((one) => one.url),
    ].join("\n"),
  ));
}

function wordsOfFinding(one) {
  const said = [one.rule.code, one.rule.name, one.message, one.about, data.files[one.file]];
  for (const line of one.frame) said.push(line.slice(1).join(""));
  return (one.words ??= fold(said.join("\n")));
}

function holds(entry) {
  if (state.list && data.files[entry.file] !== state.list) return false;
  if (state.section) {
    const name = sections[entry.section].name;
    if (state.section === NONE ? name : name !== state.section && !name.startsWith(state.section + " › "))
      return false;
  }
  if (state.venue && (entry.venue || NONE) !== state.venue) return false;
  if (state.year && String(entry.year || NONE) !== state.year) return false;
  if (state.kind && entry.kind !== state.kind) return false;
  if (state.links) {
    const without = state.links.startsWith("!"),
      role = without ? state.links.slice(1) : state.links;
    if (entry.links.some((one) => one.role === role && one.url) === without) return false;
  }
  return !state.verdict || entry.links.some((one) => one.url && one.verdict === state.verdict);
}

let matched = { entries: [], findings: [] };

function match() {
  const words = fold(state.q).split(/\s+/).filter(Boolean);
  const severities = new Set(state.severity.split("."));
  const has = (text) => words.every((word) => text.includes(word));
  const code = ["", "any", "none"].includes(state.finding) ? "" : state.finding;
  const severe = (one) => severities.has(one.severity);
  const counts = (one) => severe(one) && (!code || one.rule.code === code);
  const ofEntries = ["section", "venue", "year", "kind", "links", "verdict"].some((name) => state[name]);
  const held = entries.map(holds);
  matched = {
    entries: entries.filter((entry) => {
      if (!held[entry.at]) return false;
      if (state.finding === "none" ? entry.findings.some(severe) : state.finding && !entry.findings.some(counts))
        return false;
      return has(wordsOf(entry));
    }),
    findings:
      state.finding === "none"
        ? []
        : findings.filter((one) => {
            if (!counts(one) || (state.list && data.files[one.file] !== state.list)) return false;
            if (ofEntries && !(one.entry && held[one.entry.at])) return false;
            if (!words.length) return true;
            const text = one.entry ? wordsOfFinding(one) + "\n" + wordsOf(one.entry) : wordsOfFinding(one);
            return has(text);
          }),
    severe,
  };
}

// Sorting

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

function ranks(name, textOf) {
  const order = entries
    .slice()
    .sort((one, other) => collator.compare(textOf(one), textOf(other)) || one.at - other.at);
  let rank = 0;
  order.forEach((entry, at) => {
    if (at && collator.compare(textOf(order[at - 1]), textOf(entry))) rank += 1;
    entry[name] = rank;
  });
}

const KEYS = {
  title: (entry) => entry.titleRank,
  venue: (entry) => (entry.venue ? entry.venueRank : Infinity),
  year: (entry) => (entry.year ? entry.year : Infinity),
  links: (entry) => entry.links.length,
  findings: (entry) => entry.findings.filter(matched.severe).length,
};

function sorted() {
  const down = state.sort.startsWith("-"),
    name = down ? state.sort.slice(1) : state.sort;
  const shown = state.view === "findings" ? matched.findings : matched.entries;
  if (state.view === "findings") {
    if (name === "severity")
      return shown.slice().sort((a, b) => (down ? 1 : -1) * (a.level - b.level) || a.at - b.at);
    if (name !== "rule") return shown;
    return shown
      .slice()
      .sort((a, b) => (down ? -1 : 1) * collator.compare(a.rule.code, b.rule.code) || a.at - b.at);
  }
  if (!Object.hasOwn(KEYS, name)) return shown; // the address may say anything
  if (name === "title" && entries.length && entries[0].titleRank == null)
    ranks("titleRank", (entry) => entry.title);
  if (name === "venue" && entries.length && entries[0].venueRank == null)
    ranks("venueRank", (entry) => entry.venue);
  const keyed = shown.map((entry) => [KEYS[name](entry), entry]);
  keyed.sort(([one, first], [other, second]) => {
    if (one === other) return first.at - second.at;
    if (one === Infinity || other === Infinity) return one === Infinity ? 1 : -1; // what is not known stands last
    return down ? other - one : one - other;
  });
  return keyed.map(([, entry]) => entry);
}
