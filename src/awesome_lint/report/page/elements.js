// What all parts of the page use: names, and how elements are made.

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const ENTRIES_A_PAGE = 100,
  FINDINGS_A_PAGE = 50,
  MOST_PRINTED = 2000,
  MOST_CHIPS = 8,
  MOST_BARS = 15;
const NONE = "(none)";
const SEVERITIES = ["error", "warning", "info"],
  LEVELS = ["", "info", "warning", "error"];
const VERDICTS = ["", "ok", "moved", "dead", "undecided"];
const VERDICT_WORDS = { ok: "good", moved: "moved", dead: "dead", undecided: "undecided", unasked: "not asked" };
const VERDICT_KEYS = ["ok", "moved", "dead", "undecided", "unasked"];
const SORTS = {
  "": "order of the list",
  title: "title",
  venue: "venue",
  year: "year",
  links: "links",
  findings: "findings",
};
const FINDING_SORTS = { "": "order of the list", severity: "severity", rule: "rule" };
const fullNumber = new Intl.NumberFormat("en");
const count = (number) => fullNumber.format(number);
const plural = (number, one, many) => count(number) + " " + (number === 1 ? one : many || one + "s");

// Building the page: text only ever becomes text

function h(tag, given, ...children) {
  return fill(document.createElement(tag), given, children);
}

function s(tag, given, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), given, children);
}

function fill(made, given, children) {
  for (const [name, value] of Object.entries(given || {})) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  for (const child of children.flat(3)) if (child != null && child !== false && child !== "") made.append(child);
  return made;
}

function address(url) {
  try {
    const known = new URL(url);
    return ["http:", "https:", "mailto:"].includes(known.protocol) ? known.href : null;
  } catch {
    return null;
  }
}

function link(url, given, ...children) {
  const href = address(url);
  if (!href) return h("span", given, ...children);
  return h("a", { ...given, href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

function coded(message) {
  const parts = message.split("`");
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join("`"));
  return parts.map((part, at) => (at % 2 && part ? h("code", null, part) : part));
}

const bdi = (text) => h("bdi", null, text);
