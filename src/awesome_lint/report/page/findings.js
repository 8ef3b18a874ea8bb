// Findings

function source(rows, tag) {
  return h(
    "pre",
    { dir: "ltr" },
    rows.map((parts) => {
      const [sign, before, marked, after] = parts;
      if (parts.length < 4) {
        const left = parts[parts.length - 1],
          kept = parts.length > 1 ? `${sign} ` : "";
        return h("span", { class: "line soft" }, `${kept}… ${plural(left, "more line")}`);
      }
      const kind = tag || (sign === "-" ? "del" : "ins");
      const label = tag ? null : h("span", { class: "unseen" }, sign === "-" ? "before: " : "after: ");
      return h(
        "span",
        { class: "line" + (tag ? "" : sign === "-" ? " gone" : " new") },
        label,
        h("span", { class: "number", "aria-hidden": tag ? null : "true" }, `${sign} `),
        before,
        h(kind, null, marked),
        after,
      );
    }),
  );
}

function finding(one, alone) {
  const place = `${files[one.file]}:${one.line}:${one.column}`;
  const given = alone
    ? { class: "finding item " + one.severity, tabindex: "-1" }
    : { class: "finding " + one.severity };
  given["data-rule"] = one.rule.code;
  return h(
    "article",
    given,
    h(
      "p",
      { class: "head" },
      h("span", { class: "badge " + one.severity }, one.severity),
      " ",
      link(one.rule.url, { class: "code", title: one.rule.summary || null }, one.rule.code),
      " ",
      h("span", { class: "name" }, one.rule.name),
      " ",
      h("span", { class: "soft place" }, place),
    ),
    alone && one.about ? h("h3", null, bdi(one.about)) : null,
    h("p", { class: "message" }, coded(one.message)),
    one.frame.length ? source(one.frame, "mark") : null,
    one.related.length
      ? h(
          "ul",
          { class: "related" },
          one.related.map(([at, said]) => h("li", null, h("span", { class: "soft" }, at), ": ", coded(said))),
        )
      : null,
    one.fix
      ? h(
          "div",
          { class: "fix" },
          h("p", null, h("b", null, one.fix[0] === "safe" ? "Safe fix" : "Unsafe fix"), ": ", coded(one.fix[1])),
          one.fix[2].length ? source(one.fix[2]) : null,
        )
      : null,
  );
}

function drawFindings(shown) {
  let path = null;
  const parts = shown.flatMap((one) => {
    const made = finding(one, true),
      before = path;
    path = data.files[one.file];
    return state.sort === "" && path !== before ? [h("h2", { class: "file" }, files[one.file]), made] : [made];
  });
  return [sortField(FINDING_SORTS), ...parts];
}
