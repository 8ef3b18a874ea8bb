// Charts

function card(title, note, chart, head, rows) {
  return h(
    "section",
    { class: "card" },
    h("h2", null, title),
    note ? h("p", { class: "soft" }, note) : null,
    chart,
    h(
      "details",
      { class: "table" },
      h("summary", null, "As a table"),
      h(
        "table",
        { class: "plain" },
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            head.map((name) => h("th", { scope: "col" }, name)),
          ),
        ),
        h(
          "tbody",
          null,
          rows.map((cells) =>
            h(
              "tr",
              null,
              cells.map((cell, at) => h(at ? "td" : "th", at ? null : { scope: "row" }, cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

function bar(value, said, pick, parts) {
  const on = pick && state[pick] === value;
  const act = () => {
    toggle(pick, value);
    const chart = [...byId("results").querySelectorAll(".bar")];
    const again = chart.find((one) => one.dataset.pick === pick && one.dataset.value === value);
    if (again) reach(again);
  };
  return s(
    "g",
    {
      class: "bar" + (on ? " on" : ""),
      role: "button",
      tabindex: "-1",
      "aria-pressed": String(Boolean(on)),
      "data-pick": pick,
      "data-value": value,
      on: {
        click: act,
        keydown: (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            act();
          }
        },
      },
    },
    s("title", null, said),
    parts,
  );
}

function cut(text, room) {
  const most = Math.max(4, Math.floor(room / 7.2));
  return text.length > most ? text.slice(0, most - 1) + "…" : text;
}

function bars(rows, width, label, pick) {
  // rows: value, name, number, text beside the bar, kind
  const high = 30,
    longest = (key) => Math.max(...rows.map((one) => one[key].length));
  const names = Math.min(Math.round(width * 0.4), 26 + 7 * longest("name")),
    texts = 16 + 7.5 * longest("text");
  const room = Math.max(20, width - names - texts),
    most = Math.max(1, ...rows.map((one) => one.most || one.number));
  return s(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${width} ${rows.length * high}`,
      width,
      height: rows.length * high,
      role: "group",
      "aria-label": label,
    },
    rows.map((one, at) => {
      const y = at * high,
        long = Math.max(one.number ? 2 : 0, (one.number / most) * room);
      return bar(one.value, `${one.name}: ${one.text}`, pick, [
        s("rect", { class: "hit", x: 0, y: y + 1, width, height: high - 2, rx: 5 }),
        s("text", { class: "name", x: 6, y: y + 20 }, cut(one.name, names - 8)),
        s("rect", { class: "track", x: names, y: y + 9, width: room, height: 12, rx: 3 }),
        s("rect", { class: "fill " + (one.kind || ""), x: names, y: y + 9, width: long, height: 12, rx: 3 }),
        s("text", { class: "value", x: names + room + 8, y: y + 20 }, one.text),
      ]);
    }),
  );
}

function columns(rows, width, label, pick) {
  const high = 190,
    left = 44,
    floor = high - 26,
    ceiling = 12;
  const most = Math.max(1, ...rows.map((one) => one.number)),
    step = niceStep(most),
    top = Math.ceil(most / step) * step;
  const each = (width - left) / rows.length,
    wide = Math.max(1, Math.min(each * 0.8, 48));
  const every = Math.ceil(40 / each),
    parts = [];
  for (let tick = 0; tick <= top; tick += step) {
    const y = floor - (tick / top) * (floor - ceiling);
    parts.push(
      s("line", { class: "grid", x1: left, x2: width, y1: y, y2: y }),
      s("text", { class: "tick", x: left - 6, y: y + 4, "text-anchor": "end" }, count(tick)),
    );
  }
  rows.forEach((one, at) => {
    const x = left + at * each,
      long = (one.number / top) * (floor - ceiling);
    const drawn = [
      s("rect", { class: "hit", x, y: ceiling, width: each, height: floor - ceiling }),
      s("rect", {
        class: "fill",
        x: x + (each - wide) / 2,
        y: floor - long,
        width: wide,
        height: long,
        rx: Math.min(3, wide / 3),
      }),
    ];
    if ((rows.length - 1 - at) % every === 0)
      drawn.push(s("text", { class: "tick", x: x + each / 2, y: high - 8, "text-anchor": "middle" }, one.name));
    parts.push(bar(one.value, `${one.name}: ${one.text}`, pick, drawn));
  });
  return s(
    "svg",
    { class: "chart", viewBox: `0 0 ${width} ${high}`, width, height: high, role: "group", "aria-label": label },
    parts,
  );
}

const MOST_YEARS = 60; // as many bars as there is room for

function niceStep(most) {
  const raw = most / 4,
    power = 10 ** Math.floor(Math.log10(Math.max(1, raw)));
  return Math.max(
    1,
    [1, 2, 5, 10].map((one) => one * power).find((one) => one >= raw),
  );
}

function tile(number, label, kind, act) {
  const inside = [h("span", { class: "figure" }, count(number)), h("span", { class: "soft" }, label)];
  return act
    ? h("button", { type: "button", class: "tile " + kind, on: { click: act } }, inside)
    : h("div", { class: "tile " + kind }, inside);
}

function percent(part, whole) {
  if (!whole) return "–";
  const exact = (100 * part) / whole,
    round = Math.round(exact);
  return part && !round ? "<1%" : part < whole && round === 100 ? ">99%" : round + "%";
}

// The years that the chart is about: all, or without the few that lie far off, as a slip of the pen does.
function mostly(years) {
  const all = [years[0][0], years[years.length - 1][0]];
  if (all[1] - all[0] < MOST_YEARS) return all;
  const within = (from) => years.filter(([year]) => year >= from && year < from + MOST_YEARS);
  const entries = (some) => some.reduce((sum, [, number]) => sum + number, 0);
  const best = years.map(([year]) => within(year)).reduce((a, b) => (entries(b) > entries(a) ? b : a));
  return entries(best) >= 0.9 * entries(years) ? [best[0][0], best[best.length - 1][0]] : all;
}

function drawOverview() {
  const shown = matched.entries,
    width = Math.floor(byId("results").clientWidth || 320);
  const twice = width >= 820,
    inner = (twice ? Math.floor((width - 16) / 2) : width) - 34;
  const published = shown.filter((entry) => entry.kind !== "resource"),
    papers = shown.filter((entry) => entry.kind === "paper");
  const links = shown.flatMap((entry) => entry.links.filter((one) => one.url));
  const levels = tallied(matched.findings.map((one) => one.severity));
  const only = (severity) => () => set({ view: "findings", severity });
  const tiles = [
    tile(shown.length, shown.length === 1 ? "entry" : "entries", "", () => set({ view: "entries" })),
    tile(links.length, links.length === 1 ? "link" : "links", ""),
  ];
  if (data.judged && !findings.length) tiles.push(tile(0, "findings", "good"));
  if (findings.length)
    for (const severity of SEVERITIES) {
      const number = levels.get(severity) || 0;
      if (state.severity.split(".").includes(severity) || number)
        tiles.push(
          tile(number, severity + (severity === "info" || number === 1 ? "" : "s"), severity, only(severity)),
        );
    }
  const made = [h("div", { class: "tiles" }, tiles)],
    cards = [];
  const years = [...tallied(published.filter((entry) => entry.year).map((entry) => entry.year))].sort(
    ([a], [b]) => a - b,
  );
  if (years.length) {
    const known = new Map(years),
      [from, to] = mostly(years);
    const all =
      to - from < MOST_YEARS ? Array.from({ length: to - from + 1 }, (_, at) => from + at) : years.map(([year]) => year);
    const beyond = years.filter(([year]) => year < from || year > to);
    const rows = all.map((year) => ({
      value: String(year),
      name: String(year),
      number: known.get(year) || 0,
      text: plural(known.get(year) || 0, "entry", "entries"),
    }));
    const undated = published.length - published.filter((entry) => entry.year).length;
    cards.push([
      "wide",
      card(
        "Entries by year",
        [
          undated ? `${plural(undated, "paper or data set", "papers and data sets")} without a year` : "",
          beyond.length ? `not in the chart: ${beyond.map(([year, number]) => `${year} (${count(number)})`).join(", ")}` : "",
        ]
          .filter(Boolean)
          .join("; "),
        columns(rows, width - 34, "Entries by year", "year"),
        ["Year", "Entries"],
        years.map(([year, number]) => [String(year), count(number)]),
      ),
    ]);
  }
  if (papers.length) {
    const rows = data.roles.map((role) => {
      const number = papers.filter((entry) => entry.links.some((one) => one.role === role && one.url)).length;
      return {
        value: role,
        name: role,
        number,
        most: papers.length,
        text: `${percent(number, papers.length)} (${count(number)})`,
      };
    });
    cards.push([
      "",
      card(
        "Papers with a link to",
        `of ${plural(papers.length, "paper")}`,
        bars(rows, inner, "Papers with a link to", "links"),
        ["Role", "Papers", "Share"],
        rows.map((one) => [one.name, count(one.number), percent(one.number, papers.length)]),
      ),
    ]);
  }
  const venues = ranked(tallied(published.filter((entry) => entry.venue).map((entry) => entry.venue)));
  if (venues.length) {
    const rows = venues
      .slice(0, MOST_BARS)
      .map(([venue, number]) => ({ value: venue, name: venue, number, text: count(number) }));
    cards.push([
      "",
      card(
        "Venues",
        venues.length > MOST_BARS ? `the first ${MOST_BARS} of ${count(venues.length)}` : "",
        bars(rows, inner, "Entries by venue", "venue"),
        ["Venue", "Entries"],
        venues.map(([venue, number]) => [bdi(venue), count(number)]),
      ),
    ]);
  }
  if (data.online && links.length) {
    const tallies = tallied(links.map((one) => one.verdict));
    const rows = VERDICT_KEYS.filter((one) => tallies.get(one)).map((one) => ({
      value: one,
      name: VERDICT_WORDS[one],
      number: tallies.get(one),
      most: links.length,
      kind: "v-" + one,
      text: `${percent(tallies.get(one), links.length)} (${count(tallies.get(one))})`,
    }));
    cards.push([
      "",
      card(
        "What the network says of links",
        `of ${plural(links.length, "link")}`,
        bars(rows, inner, "Links by what the network says", "verdict"),
        ["Verdict", "Links", "Share"],
        rows.map((one) => [one.name, count(one.number), percent(one.number, links.length)]),
      ),
    ]);
  }
  if (matched.findings.length) {
    const levelOf = new Map(matched.findings.map((one) => [one.rule, Math.max(one.level, 0)]));
    for (const one of matched.findings) levelOf.set(one.rule, Math.max(levelOf.get(one.rule), one.level));
    const of = [...tallied(matched.findings.map((one) => one.rule))].sort(
      ([a, m], [b, n]) => n - m || collator.compare(a.code, b.code),
    );
    const rows = of
      .slice(0, MOST_BARS)
      .map(([rule, number]) => ({
        value: rule.code,
        name: `${rule.code} ${rule.name}`,
        number,
        kind: "v-" + LEVELS[levelOf.get(rule)],
        text: count(number),
      }));
    cards.push([
      "",
      card(
        "Findings by rule",
        of.length > MOST_BARS ? `the first ${MOST_BARS} of ${count(of.length)}` : "",
        bars(rows, inner, "Findings by rule", "finding"),
        ["Rule", "Findings"],
        of.map(([rule, number]) => [`${rule.code} ${rule.name}`, count(number)]),
      ),
    ]);
  }
  const sideways = [h("div", { class: "column" }), h("div", { class: "column" })],
    heights = [0, 0];
  for (const [kind, one] of cards) {
    if (kind) continue;
    const at = twice && heights[1] < heights[0] ? 1 : 0; // to the shorter one
    sideways[at].append(one);
    heights[at] += 4 + one.querySelectorAll(".bar").length;
  }
  const sides = sideways.filter((one) => one.children.length);
  made.push(
    h(
      "div",
      { class: "cards" + (twice && sides.length > 1 ? " two" : "") },
      cards
        .filter(([kind]) => kind)
        .map(([kind, one]) => {
          one.classList.add(kind);
          return one;
        }),
      sides,
    ),
  );
  for (const chart of made[1].querySelectorAll(".chart"))
    chart.querySelector(".bar")?.setAttribute("tabindex", "0");
  return made;
}
