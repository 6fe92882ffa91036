/* Levels are put into cells by strokes: one cell, a drag over several, or the blank ones of a row or a column. A stroke is
   shown at once and sent at once; while it is on its way what comes next waits, so that each cell goes over the version that
   the answer told. What the server has not said is saved stays on this page (and nowhere else), is counted and sent again
   (retry.js). On a phone one outcome at a time. */
(() => {
  "use strict";

  const SLOW = 2000; /* an answer that takes longer is missed */
  const PATIENCE = 20000;
  const LETTERS = ["S", "T", "A", "P"];

  const form = document.getElementById("paint");
  if (!form) return;
  const at = (id) => document.getElementById(id);
  const brushes = [...form.querySelectorAll('[name="brush"]')]; /* none for who only reads */
  const heads = [...form.querySelectorAll("th[data-outcome]")];
  const phone = matchMedia("(max-width: 61.99rem)");
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const words = Object.fromEntries(brushes.map((brush) => [brush.value, brush.dataset.words]));
  const { again, wait, anew } = retrying(resend);

  const known = new Map(); /* cell → its level as the server knows it, where this page has put another */
  const waiting = new Map(); /* cell → level, to be sent */
  let batch = null; /* cell → level, on its way or failed */
  let state = "idle"; /* "sent", "failed" */
  let since = 0;
  let last = []; /* [cell, level before, level] of the last stroke */
  let asked = []; /* [cell, level] of another stage */
  let shown = 0; /* number of the outcome that a phone shows */
  let stroke = null; /* cells under the mouse, while it is pressed */
  let isUndone = false; /* what waits takes a stroke back */
  let locked = null; /* the cell at which it is told that somebody else assesses it */
  let leaving = false;

  /* --- what a cell says --------------------------------------------------------------------- */
  const own = (cell) => cell.dataset.level ?? "";
  const seen = (cell) => own(cell) || (cell.dataset.carried ?? "");
  const head = (cell) => cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  const child = (cell) => cell.parentElement.dataset.child;
  const place = (cell) => `${child(cell)}:${head(cell).dataset.outcome}`;
  const find = (named) => { const [of, outcome] = named.split(":"); return heads.filter((one) => one.dataset.outcome === outcome).map((one) => one.closest("table").querySelector(`tr[data-child="${of}"]`)?.cells[one.cellIndex]).find(Boolean); };
  const isOpen = (cell) => brushes.length && cell.matches("td") && !("locked" in head(cell).dataset);
  const brush = () => brushes.find((one) => one.checked).value;
  const short = (day) => `${Number(day.slice(8))}.${day.slice(5, 7)}.`;

  function draw(cell, level) {
    if (level) cell.dataset.level = level; else delete cell.dataset.level;
    const sign = cell.querySelector("i");
    sign.textContent = seen(cell);
    if (seen(cell)) sign.dataset.level = seen(cell); else delete sign.dataset.level;
    const said = seen(cell) ? words[seen(cell)] : form.dataset.blank;
    cell.setAttribute("aria-label", !level && cell.dataset.on ? `${said}, ${short(cell.dataset.on)}` : said);
  }
  /* beneath the child's row: why it was not saved, or which of two levels stays */
  function tell(cell, content) {
    const row = cell.parentElement;
    forget(cell);
    const said = Object.assign(document.createElement("tr"), { className: "cell-said" });
    said.dataset.of = place(cell);
    const within = Object.assign(document.createElement("td"), { colSpan: row.cells.length });
    within.append(...content);
    said.append(within);
    row.after(said);
    cell.dataset.told = "";
    return said;
  }
  function forget(cell) {
    delete cell.dataset.told;
    cell.closest("table").querySelectorAll(".cell-said").forEach((said) => { if (said.dataset.of === place(cell)) said.remove(); });
  }
  const refusal = (text) => [Object.assign(document.createElement("p"), { className: "refusal", role: "alert", textContent: text })];
  const whose = (cell) => cell.parentElement.cells[0].querySelector("button, span").textContent;
  const outcome = (cell) => head(cell).querySelector(".outcome").textContent;

  /* --- a stroke ------------------------------------------------------------------------------- */
  function begin() { const before = last; isUndone = false; last = []; return () => { if (!last.length) last = before; send(); show(); }; }
  function touch(cell, level) {
    if (!isOpen(cell)) { tellLocked(cell); return; }
    if (!level && !own(cell) && cell.dataset.on) { tell(cell, refusal(form.dataset.earlier.replace("{day}", short(cell.dataset.on)))); return; }
    if (own(cell) === level && !("told" in cell.dataset)) return;
    last.push([cell, own(cell), level]);
    put(cell, level);
  }
  function tellLocked(cell) {
    if (!brushes.length) return;
    if (locked) forget(locked);
    locked = cell;
    reveal(tell(cell, refusal(head(cell).dataset.locked)));
  }
  function put(cell, level) {
    forget(cell);
    if (!known.has(cell)) known.set(cell, own(cell));
    draw(cell, level);
    waiting.set(cell, level);
  }
  function paint(cells, level) {
    const end = begin();
    cells.forEach((cell) => touch(cell, level));
    end();
  }
  const blanks = (cells) => cells.filter((cell) => isOpen(cell) && !seen(cell));
  const column = (one) => [...one.closest("table").tBodies[0].querySelectorAll("tr[data-child]")].map((row) => row.cells[one.cellIndex]);
  function undo() {
    const cells = last.filter(([cell, , level]) => own(cell) === level);
    last = [];
    isUndone = true;
    cells.forEach(([cell, before]) => put(cell, before));
    send();
    show();
  }

  /* --- on its way ------------------------------------------------------------------------------ */
  function send() {
    if (batch || !waiting.size) return;
    batch = new Map(waiting);
    batch.isUndone = isUndone;
    waiting.clear();
    post();
  }
  const token = ([cell, level]) => [...place(cell).split(":"), level, cell.dataset.version ?? "0", ...("any" in head(cell).dataset ? ["any"] : [])].join(":");
  async function post() {
    state = "sent";
    since = Date.now();
    setTimeout(show, SLOW);
    const fields = new FormData(form);
    const body = new URLSearchParams({ csrfmiddlewaretoken: fields.get("csrfmiddlewaretoken"), acting: fields.get("acting") });
    [...batch].forEach((one) => body.append("cell", token(one)));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE) });
      heard(answer.status, await answer.text());
    } catch { failed(); }
    show();
  }
  const isAway = (status) => status === 429 || status >= 500;
  function failed() { state = "failed"; wait(); }
  function heard(status, html) {
    if (isAway(status)) { failed(); return; }
    const answer = new DOMParser().parseFromString(html, "text/html").getElementById("painted");
    if (!answer && (status === 401 || status === 409)) { toTheDoor(); return; }
    const sent = batch;
    batch = null;
    state = "idle";
    if (answer) took(answer, sent); else note("refused");
    sent.forEach((level, cell) => { if (known.has(cell) && !waiting.has(cell)) back(cell); }); /* of which nothing was said */
    anew();
    send();
  }
  function back(cell) {
    draw(cell, known.get(cell));
    known.delete(cell);
    last = last.filter(([one]) => one !== cell);
  }
  function took(answer, sent) {
    if (answer.dataset.said && at("said")) at("said").textContent = sent.isUndone ? form.dataset.undone : answer.dataset.said;
    answer.querySelectorAll("i").forEach((one) => saved(find(one.dataset.cell), one.dataset));
    answer.querySelectorAll("[data-refused]").forEach((one) => refused(find(one.dataset.cell), one, sent));
    answer.querySelectorAll("[data-met]").forEach((one) => met(find(one.dataset.cell), one, sent));
    const wrong = [...answer.querySelectorAll("[data-wrong]")].map((one) => one.textContent);
    const first = sent.keys().next().value;
    if (wrong.length && first) { if (known.has(first)) back(first); reveal(tell(first, refusal(wrong.join(" ")))); }
    ask();
  }
  function stands(cell, { level = "", version = "0", explained }) {
    cell.dataset.version = version;
    if (explained) cell.dataset.explained = explained; else delete cell.dataset.explained;
    if (waiting.has(cell)) known.set(cell, level); else { known.delete(cell); draw(cell, level); }
  }
  const saved = (cell, data) => { if (cell) stands(cell, data); };
  function refused(cell, { dataset, textContent }, sent) {
    if (!cell) return;
    if (dataset.refused === "other_stage") asked.push([cell, waiting.get(cell) ?? sent.get(cell), textContent]);
    waiting.delete(cell);
    if (known.has(cell)) back(cell);
    if (dataset.refused !== "other_stage") reveal(tell(cell, refusal(`${whose(cell)}: ${textContent}`)));
  }
  function met(cell, { dataset, textContent }, sent) {
    if (!cell) return;
    const mine = waiting.get(cell) ?? sent.get(cell);
    waiting.delete(cell);
    const both = at("both").content.cloneNode(true);
    const [theirs, own] = both.querySelectorAll("button");
    choice(theirs, dataset.level ?? "", textContent || form.dataset.blank);
    choice(own, mine, "");
    both.querySelector("[role=alert]").prepend(`${whose(cell)}, „${outcome(cell)}”: `);
    const said = tell(cell, [both]);
    said.dataset.tone = "soon";
    last = last.filter(([one]) => one !== cell);
    known.delete(cell);
    stands(cell, dataset);
    cell.dataset.told = "both";
    theirs.addEventListener("click", () => { forget(cell); focus(cell); show(); });
    own.addEventListener("click", () => { put(cell, mine); focus(cell); send(); show(); });
    reveal(said);
  }
  function choice(button, level, text) {
    const sign = button.querySelector("i");
    sign.textContent = level;
    if (level) sign.dataset.level = level;
    if (text) button.querySelector("span").textContent = text;
    button.setAttribute("aria-label", `${button.querySelector("span").textContent}: ${words[level] ?? form.dataset.blank}`);
  }
  const reveal = (said) => said.scrollIntoView({ block: "nearest" });

  /* of another stage: asked once of each outcome */
  function ask() {
    if (!at("asked")) return;
    at("asked").hidden = !asked.length;
    if (asked.length) at("asked").querySelector("p").textContent = `„${[...new Set(asked.map(([cell]) => outcome(cell)))].join("”, „")}”: ${asked[0][2]}`;
  }
  function answered(isYes) {
    const cells = asked;
    asked = [];
    ask();
    if (!isYes) return;
    cells.forEach(([cell]) => { head(cell).dataset.any = ""; });
    const end = begin();
    cells.forEach(([cell, level]) => touch(cell, level));
    end();
  }

  function resend() { if (state === "failed") post(); else send(); }
  /* the session has ended, or the role is another: the form goes plainly, and the page that answers keeps it */
  function toTheDoor() {
    leaving = true;
    [...batch, ...[...waiting].filter(([cell]) => !batch.has(cell))].forEach((one) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "cell", value: token(one) })));
    form.dispatchEvent(new CustomEvent("rits:plain", { bubbles: true }));
    form.submit();
  }
  function note(what) {
    const place = at("page-note");
    place.querySelectorAll("[data-when]").forEach((one) => { one.hidden = one.dataset.when !== what; });
    place.hidden = false;
  }

  /* --- what is said of all of it ------------------------------------------------------------------ */
  function show() {
    if (!brushes.length) return;
    const isMissed = state === "failed" || (state === "sent" && Date.now() - since >= SLOW);
    const unsaved = new Set([...(batch?.keys() ?? []), ...waiting.keys()]);
    const { one, other, later } = form.dataset;
    const text = isMissed ? `${(plural.select(unsaved.size) === "one" ? one : other).replace("{n}", unsaved.size)} ${later}` : "";
    const status = at("unsaved").lastElementChild;
    if (status.textContent !== text) status.textContent = text;
    form.querySelectorAll("td[data-unsaved]").forEach((cell) => { if (!unsaved.has(cell)) delete cell.dataset.unsaved; });
    if (isMissed) unsaved.forEach((cell) => { cell.dataset.unsaved = ""; });
    at("undo").disabled = !last.length;
    const rest = blanks(column(heads[shown])).length;
    form.querySelector("[data-rest]").textContent = `(${rest})`;
    at("rest").disabled = !rest || !brush();
  }
  function brushed() {
    form.querySelectorAll("[data-letter]").forEach((letter) => { letter.textContent = brush(); });
    form.querySelectorAll(".fill").forEach((button) => { button.disabled = !brush(); });
    show();
  }

  /* --- a phone: one outcome after the other -------------------------------------------------------- */
  function walk(to) {
    shown = Math.max(0, Math.min(to, heads.length - 1));
    const here = heads[shown];
    form.querySelectorAll("[data-here]").forEach((one) => { delete one.dataset.here; });
    [here, here.closest(".paint-part"), ...column(here)].forEach((one) => { one.dataset.here = ""; });
    at("at").textContent = form.dataset.of.replace("{n}", shown + 1).replace("{all}", heads.length);
    at("before").disabled = !shown;
    at("after").disabled = shown === heads.length - 1;
    column(here).forEach((cell) => { cell.parentElement.querySelector(".child-more").href = pageOf(cell); });
    show();
  }
  /* of the day that the level is of */
  function pageOf(cell) {
    const [of, outcome] = place(cell).split(":");
    const on = own(cell) ? undefined : cell.dataset.on;
    const url = form.dataset.cell.replace("/children/0/outcomes/0/", `/children/${of}/outcomes/${outcome}/`);
    return on ? url.replace(/\d{4}-\d{2}-\d{2}/, on) : url;
  }

  /* --- keys ------------------------------------------------------------------------------------------ */
  const target = (cell) => (cell?.matches("td") ? cell : cell?.querySelector("button"));
  function focus(cell) {
    if (phone.matches && cell.matches("td") && !("here" in cell.dataset)) walk(heads.indexOf(head(cell)));
    target(cell)?.focus();
  }
  function step(from, down, right) {
    const rows = [...from.closest("table").rows].filter((row) => !row.matches(".cell-said"));
    const row = rows[rows.indexOf(from.parentElement) + down];
    const cell = row?.cells[from.cellIndex + right];
    if (cell && target(cell)) focus(cell);
  }
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  function key(event) {
    const cell = event.target.closest("td, th");
    if (!cell || cell.parentElement.matches(".cell-said") || event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = event.key.toUpperCase(), isCell = event.target === cell;
    if (MOVES[event.key]) step(cell, ...MOVES[event.key]);
    else if (event.key === "Home") step(cell, 0, 1 - cell.cellIndex);
    else if (event.key === "End") step(cell, 0, cell.parentElement.cells.length - 1 - cell.cellIndex);
    else if (!isCell || !brushes.length) return;
    else if (LETTERS.includes(letter)) paint([cell], letter);
    else if (event.key === "Delete" || event.key === "Backspace") paint([cell], "");
    else if (event.key === "Enter" || event.key === " ") paint([cell], brush());
    else return;
    event.preventDefault();
  }
  function focused(event) {
    const cell = event.target.closest("td, th");
    if (!cell || cell.parentElement.matches(".cell-said") || target(cell) !== event.target) return;
    const table = cell.closest("table");
    table.querySelectorAll('[tabindex="0"]').forEach((one) => { one.tabIndex = -1; });
    event.target.tabIndex = 0;
    const link = at("here");
    if (!link || !cell.matches("td")) return;
    link.hidden = false;
    link.href = pageOf(cell);
    link.lastElementChild.textContent = `${whose(cell)}, ${outcome(cell)}`;
  }

  /* --- the page ---------------------------------------------------------------------------------------- */
  const cellOf = (event) => { const cell = event.target.closest("td"); return cell?.closest(".grades") && !cell.parentElement.matches(".cell-said") ? cell : null; };
  const isMouse = (event) => event.pointerType === "mouse" && event.button === 0;

  form.addEventListener("pointerdown", (event) => {
    const cell = isMouse(event) && cellOf(event);
    if (!cell) return;
    stroke = begin();
    touch(cell, brush());
  });
  form.addEventListener("pointerover", (event) => {
    const cell = stroke && cellOf(event);
    if (cell && isOpen(cell)) touch(cell, brush());
  });
  ["pointerup", "pointercancel"].forEach((name) => document.addEventListener(name, () => { stroke?.(); stroke = null; }));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button"), cell = cellOf(event);
    if (cell && event.pointerType !== "mouse") paint([cell], brush());
    if (!button) return;
    if (button.matches(".fill")) paint(blanks(column(button.closest("th"))), brush());
    if (button.matches(".fill-row")) {
      const row = button.closest("tr");
      if (phone.matches) paint([row.querySelector("td[data-here]")], brush());
      else if (brush()) paint(blanks([...row.cells]), brush());
    }
    if (button.id === "rest") paint(blanks(column(heads[shown])), brush());
    if (button.id === "undo") undo();
    if (button.id === "before") walk(shown - 1);
    if (button.id === "after") walk(shown + 1);
    if (button.closest("#asked")) answered("any" in button.dataset);
  });
  form.addEventListener("change", (event) => { if (event.target.name === "brush") brushed(); });
  form.addEventListener("keydown", (event) => { if (event.target.closest(".grades")) key(event); });
  form.addEventListener("focusin", (event) => { if (event.target.closest(".grades")) focused(event); });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeunload", (event) => { if (!leaving && (batch || waiting.size || form.querySelector('[data-told="both"]'))) event.preventDefault(); });
  document.addEventListener("visibilitychange", again);
  document.addEventListener("rits:cover", again);

  form.querySelectorAll(".grades").forEach((table) => {
    table.setAttribute("role", "grid");
    table.querySelectorAll("td, th button").forEach((one) => { one.tabIndex = -1; });
    const first = table.querySelector("tbody td");
    if (first) first.tabIndex = 0;
  });
  form.dataset.walk = "";
  form.querySelector(".paint-walk").hidden = false;
  walk(Math.max(0, heads.findIndex((one) => !("locked" in one.dataset)))); /* the first that one may assess */
  if (brushes.length) brushed();
})();
