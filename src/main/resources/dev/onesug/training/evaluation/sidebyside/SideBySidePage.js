"use strict";
// Rows know which version stands on the left; nobody is told before they ask for the result.
const page = document.querySelector("main").dataset;
const rows = [...document.querySelectorAll("article")];
const key = "side by side " + page.id;

function betterOf(row) {
  const checked = row.querySelector("input:checked");
  if (!checked || checked.value === "same") return checked && "same";
  return (checked.value === "left") === (row.dataset.left === "a") ? "a" : "b";
}

function judgements() {
  const totals = { a: 0, same: Number(page.alike), b: 0 };
  const judged = [];
  for (const row of rows) {
    const better = betterOf(row);
    if (!better) continue;
    totals[better]++;
    judged.push({ prefix: row.dataset.prefix, history: JSON.parse(row.dataset.history), left: row.dataset.left, better });
  }
  return { a: page.a, b: page.b, seed: Number(page.seed), alike: Number(page.alike), totals, rows: judged };
}

function show() {
  const { totals, rows: judged } = judgements();
  for (const row of rows) row.classList.toggle("judged", Boolean(betterOf(row)));
  document.querySelector("output").textContent = `${judged.length} of ${rows.length} judged`;
  for (const [better, count] of Object.entries(totals)) document.getElementById(better).textContent = count;
  const all = totals.a + totals.same + totals.b;
  document.getElementById("net").textContent = all === 0 ? "–" : ((100 * (totals.a - totals.b)) / all).toFixed(1) + " %";
}

function remember() {
  const chosen = rows.map((row) => row.querySelector("input:checked")?.value ?? "");
  try {
    localStorage.setItem(key, JSON.stringify(chosen));
  } catch {
    // A browser that keeps nothing for this page: the judgements last as long as the page is open.
  }
}

function recall() {
  try {
    JSON.parse(localStorage.getItem(key) ?? "[]").forEach((value, row) => {
      const input = rows[row]?.querySelector(`input[value="${value}"]`);
      if (input) input.checked = true;
    });
  } catch {
    // As above.
  }
}

function save() {
  const file = new Blob([JSON.stringify(judgements(), null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "judgements.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

document.addEventListener("change", () => {
  remember();
  show();
});
document.getElementById("save").addEventListener("click", save);
document.getElementById("reveal").addEventListener("click", () => {
  const result = document.getElementById("result");
  result.hidden = false;
  result.focus();
});
recall();
show();
