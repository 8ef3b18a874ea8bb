// What the page knows

const rules = data.rules.map(([code, name, url, summary]) => ({ code, name, url, summary }));
const sections = data.sections.map((path) => ({ path, name: path.join(" › "), shown: path.join(" › ") }));
const folder = sharedFolder(data.files);
const files = data.files.map((path) => path.slice(folder.length));
const entries = data.entries.map((row, at) => ({
  at,
  file: row[0],
  line: row[1],
  section: row[2],
  kind: row[3],
  title: row[4] || row[8] || "(without a title)",
  links: (row[5] || []).map(([role, url, verdict, reason, target]) => ({
    role,
    url,
    verdict: verdict ? VERDICTS[verdict] : "unasked",
    reason: reason || "",
    target: target || "",
  })),
  year: row[6] || 0,
  venue: row[7] ? data.venues[row[7] - 1] : "",
  alias: row[8] || "",
  authors: row[9] || "",
  more: row[10] || "",
  notes: row[11] || "",
  keywords: row[12] || "",
  findings: [],
}));
const findings = data.findings.map((row, at) => ({
  at,
  rule: rules[row[0]],
  level: row[1],
  severity: LEVELS[row[1]],
  file: row[2],
  line: row[3],
  column: row[4],
  entry: row[5] < 0 ? null : entries[row[5]],
  about: row[6],
  message: row[7],
  frame: row[8],
  related: row[9],
  fix: row[10] || null,
}));
for (const one of findings) if (one.entry) one.entry.findings.push(one);

function sharedFolder(paths) {
  // an absolute one that all files stand in: it tells none from another
  if (!paths.length || !paths.every((path) => path.startsWith("/"))) return "";
  const first = paths[0];
  let end = first.lastIndexOf("/") + 1;
  while (end > 1 && !paths.every((path) => path.startsWith(first.slice(0, end))))
    end = first.lastIndexOf("/", end - 2) + 1;
  return first.slice(0, end);
}

function dropTitles() {
  // the title of a list, where all its entries stand below it, is not worth a word in each
  const below = new Map();
  for (const entry of entries) {
    const top = sections[entry.section].path[0] || "",
      path = sections[entry.section].path;
    const known = below.get(entry.file);
    below.set(entry.file, known === undefined || known === top ? (path.length > 1 ? top : null) : null);
  }
  for (const entry of entries) {
    const one = sections[entry.section];
    if (below.get(entry.file) && one.path.length > 1) one.shown = one.path.slice(1).join(" › ");
  }
}
dropTitles();

const VIEWS = [data.listed && "overview", data.listed && "entries", data.judged && "findings"].filter(Boolean);
if (!VIEWS.length) VIEWS.push("findings");
const NAMES = { overview: "Overview", entries: "Entries", findings: "Findings" };
