// What is asked: the state, in the hash of the page's address

const DEFAULTS = {
  view: data.start,
  q: "",
  list: "",
  section: "",
  venue: "",
  year: "",
  kind: "",
  links: "",
  verdict: "",
  finding: "",
  severity: data.shown.join("."),
  sort: "",
  page: 1,
};
const FILTERS = ["q", "list", "section", "venue", "year", "kind", "links", "verdict", "finding", "severity"];
let state = { ...DEFAULTS };
const open = new Set();

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const found = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) if (given.has(name)) found[name] = given.get(name);
  found.page = Math.max(1, parseInt(found.page, 10) || 1);
  if (!VIEWS.includes(found.view)) found.view = DEFAULTS.view;
  found.severity =
    SEVERITIES.filter((one) => found.severity.split(".").includes(one)).join(".") || DEFAULTS.severity;
  return found;
}

function write() {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value !== DEFAULTS[name]) said.set(name, value);
  const hash = "#" + said;
  if (hash === (location.hash || "#")) return;
  try {
    history.replaceState(null, "", hash);
  } catch {
    location.hash = hash;
  }
}

function set(changes) {
  const filters = Object.keys(changes).some((name) => name !== "page");
  state = { ...state, ...(filters ? { page: 1 } : {}), ...changes };
  if ("view" in changes && !("sort" in changes)) state.sort = "";
  write();
  draw();
}

const toggle = (name, value) => set({ [name]: state[name] === value ? "" : value });
