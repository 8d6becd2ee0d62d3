// Search, sorting, copying and relative times. Without it everything can be read all the same.
"use strict";
(() => {
  const up = document.body.dataset.up ?? "";
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const units = [["year", 31557600], ["month", 2629800], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]];

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const ago = (time) => {
    const seconds = (time - Date.now()) / 1000;
    const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
    return relative.format(Math.round(seconds / size), unit);
  };

  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = Date.parse(time.dateTime);
    if (!Number.isNaN(at)) time.after(make("span", { className: "ago", textContent: ` ${ago(at)}` }));
  }

  for (const bar of document.querySelectorAll(".left[data-days]")) {
    const expires = Date.parse(bar.nextElementSibling?.dateTime ?? "");
    if (Number.isNaN(expires)) continue;
    const step = Math.max(0, Math.min(20, Math.ceil((expires - Date.now()) / 864e5 / Number(bar.dataset.days) * 20)));
    bar.className = `left s${step}${step === 0 ? " gone" : step <= 4 ? " low" : ""}`;
    bar.setAttribute("aria-label", `${step * 5}% of its life is left`);
  }

  const copyButton = (text, what) => {
    const button = make("button", { type: "button", className: "copy", textContent: "copy" });
    button.setAttribute("aria-label", `Copy ${what}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "copied";
      } catch {
        button.textContent = "not allowed";
      }
    });
    return button;
  };

  for (const hash of document.querySelectorAll("code.hash[title]")) hash.after(copyButton(hash.title, `hash ${hash.textContent}`));
  for (const command of document.querySelectorAll(".command pre")) command.after(copyButton(command.textContent.trim(), "the command"));

  for (const table of document.querySelectorAll("table[data-sort]")) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = make("button", { type: "button" }, ...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column]?.dataset.value ?? row.cells[column]?.textContent.trim() ?? "";
        const order = (one, other) => key(one).localeCompare(key(other), "en", { numeric: true }) * (down ? -1 : 1);
        body.append(...[...body.rows].sort(order));
      });
    });
  }

  const form = document.querySelector("form.search");
  const results = document.getElementById("results");
  if (!form || !results) return;
  const input = form.elements.namedItem("q");
  const parts = new Map();
  const load = (name) => {
    if (!parts.has(name)) parts.set(name, fetch(`${up}search/${name}.json`).then((answer) => (answer.ok ? answer.json() : null)));
    return parts.get(name);
  };
  const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const partOf = (word) => "w-" + ([...word.slice(0, 2)].map((c) => (/[a-z0-9]/.test(c) ? c : "_")).join("") || "_");

  // Of a single letter, every part of words that begin with it.
  const entriesOf = async (part) => {
    const names = part.length > 3 ? [part] : (await load("index")).words.filter((name) => name.startsWith(part));
    return (await Promise.all(names.map(load))).flatMap((words) => Object.entries(words ?? {}));
  };

  // Projects that have a word beginning so, each with how much that counts.
  const having = async (word) => {
    const found = new Map();
    const part = partOf(word);
    if (word.length > 1 && !(await load("index")).words.includes(part)) return found;
    for (const [known, projects] of await entriesOf(part)) {
      if (!known.startsWith(word)) continue;
      for (const [project, weight] of projects) {
        found.set(project, Math.max(found.get(project) ?? 0, weight + (known === word ? 1 : 0)));
      }
    }
    return found;
  };

  const show = async () => {
    const wanted = words(input.value);
    if (wanted.length === 0) {
      results.replaceChildren();
      return;
    }

    const about = await load("index");
    const sets = await Promise.all(wanted.map(having));
    const hits = [...sets[0].keys()].filter((project) => sets.every((set) => set.has(project)))
      .map((project) => [project, sets.reduce((sum, set) => sum + set.get(project), 0)])
      .sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    const list = make("ul", { className: "cards" });
    for (const [project] of hits.slice(0, 30)) {
      const [name, version, description, address] = (await load(`p-${Math.floor(project / about.size)}`))[project % about.size];
      const title = make("h3", {}, make("a", { href: up + address, textContent: name }), " ", make("small", { textContent: version }));
      list.append(make("li", {}, title, make("p", { textContent: description })));
    }

    if (wanted.join(" ") !== words(input.value).join(" ")) return;
    const said = hits.length === 0 ? "No project has all of these words." : `${hits.length} ${hits.length === 1 ? "project" : "projects"}${hits.length > 30 ? ", the first 30 of them:" : ""}`;
    results.replaceChildren(make("p", { textContent: said }), list);
  };

  const search = () => show().catch(() => results.replaceChildren(make("p", { textContent: "The search index could not be read. Pages that are opened as files cannot search: serve them, or browse the list." })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  input.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    search();
  }
})();
