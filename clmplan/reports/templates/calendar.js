"use strict";
// Filters of the calendar page, kept in the fragment of its address; today's day. Without it everything is shown.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (text, apart) => (text ?? "").split(apart).filter(Boolean).map(Number);
  const setHidden = (box, isHidden) => box.toggleAttribute("hidden", isHidden);
  const make = (tag, className, textContent = "") => Object.assign(document.createElement(tag), { className, textContent });
  const asNumber = (value) => value.toLocaleString("en");
  const looks = ["chip", "chip guess", "run", "run guess", "task", "task late"];
  const main = one("main"), form = one("#filters"), state = one("#state"), today = one("#today"), grid = one("#grid");
  const most = Number(grid.dataset.lanes);
  const combinations = main.dataset.combinations.split(" ").filter(Boolean)
    .map((written) => written.split(";").map((own) => numbers(own, ".")));
  const facets = all(".facet").map((box) => ({
    box, key: box.dataset.key, place: Number(box.dataset.place), label: one("summary", box).firstChild.data,
    choices: all("input", box),
  }));
  const entries = all("#agenda li"), tagOf = entries.map((entry) => Number(entry.dataset.f));
  const agendaDays = all(".agenda-day").map((box) => ({ box, own: all("li", box) }));
  const agendaMonths = all(".agenda-month").map((box) => ({ box, count: one(".count", box), own: all("li", box) }));
  const tagged = all(".chart [data-f], #conflicts [data-f], #links [data-f]")
    .map((box) => ({ box, tags: numbers(box.dataset.f, " ") }));
  const campaigns = all(".chart tbody").map((box) => ({ box, total: one(".n", box), strands: all("tr:first-child g", box) }));
  const conflicts = all("#conflicts li"), clashes = all(".clashes");
  const weeks = all(".lanes").map((box) => ({
    box, days: all(".day", box.parentNode), lanes: [...[...box.children].map(readLane), ...readOver(box.dataset.over)],
  }));
  let target = "", shown = [];

  // The classes `s2 n3` say on which day a box begins and how many days it has.
  function span(box) {
    const [, start, length] = box.className.match(/\bs(\d) n(\d)/);
    return [start - 1, Number(length)];
  }

  function readLane(box) {
    const [start, length] = span(box);
    const chips = [...box.children].map((chip) => {
      const [first, days] = span(chip);
      return { box: chip, entry: Number(chip.dataset.e), start: start + first, length: days };
    });
    return { box, start, length, chips };
  }

  // Lanes without room are written as numbers: `colour|look,entry,start,length|…`; they get boxes when there is room.
  function readOver(written) {
    return (written ?? "").split(" ").filter(Boolean).map((lane) => {
      const [colour, ...own] = lane.split("|");
      const chips = own.map((chip) => chip.split(",").map(Number))
        .map(([look, entry, start, length]) => ({ box: null, look: looks[look], entry, start, length }));
      const start = chips[0].start, last = chips.at(-1);
      return { box: null, look: `p${colour}`, start, length: last.start + last.length - start, chips };
    });
  }

  function apply() {
    const chosen = facets.map(({ place, choices }) => [
      place, new Set(choices.filter((choice) => choice.checked).map((choice) => Number(choice.dataset.number))),
    ]).filter(([, wanted]) => wanted.size);
    const fits = combinations.map((own) => chosen.every(([place, wanted]) => own[place].some((each) => wanted.has(each))));
    shown = tagOf.map((tag) => fits[tag]);
    entries.forEach((entry, number) => setHidden(entry, !shown[number]));
    for (const { box, own } of agendaDays) setHidden(box, own.every((entry) => entry.hidden));
    for (const { box, count, own } of agendaMonths) {
      const left = own.filter((entry) => !entry.hidden).length;
      setHidden(box, !left);
      count.textContent = asNumber(left);
    }
    for (const { box, tags } of tagged) setHidden(box, chosen.length > 0 && !tags.some((tag) => fits[tag]));
    for (const { box, total, strands } of campaigns) {
      const left = strands.filter((strand) => !strand.hasAttribute("hidden")).map((strand) => Number(strand.dataset.n));
      setHidden(box, !left.length);
      total.textContent = asNumber(left.reduce((sum, number) => sum + number, 0));
    }
    weeks.forEach(layWeek);
    for (const mark of clashes) {
      const { day } = mark.closest("[data-day]").dataset;
      const left = conflicts.filter((row) => row.dataset.day === day && !row.hidden).length;
      mark.textContent = left ? `!${left}` : "";
    }
    say(chosen.length > 0);
  }

  // Lanes take the first row on which their days are free; those beyond the last row are counted on their days.
  function layWeek({ box, days, lanes }) {
    const taken = [], over = [0, 0, 0, 0, 0, 0, 0];
    for (const lane of lanes) {
      const own = lane.chips.filter((chip) => shown[chip.entry]), mask = (2 ** lane.length - 1) << lane.start;
      let row = own.length ? taken.findIndex((used) => !(used & mask)) : most;
      if (row < 0) row = taken.length;
      if (own.length) taken[row] |= mask;
      if (row < most) draw(box, lane);
      else for (const chip of own) for (let day = 0; day < chip.length; day += 1) over[chip.start + day] += 1;
      if (lane.box) setHidden(lane.box, row >= most);
    }
    days.forEach((day, place) => {
      const more = one(".more", day) ?? (over[place] ? day.appendChild(make("span", "more")) : null);
      if (more) more.textContent = over[place] ? grid.dataset.more.replace("{count}", over[place]) : "";
    });
  }

  function draw(week, lane) {
    lane.box ??= week.appendChild(make("div", `${lane.look} s${lane.start + 1} n${lane.length}`));
    for (const chip of lane.chips) {
      chip.box ??= lane.box.appendChild(chipOf(chip, lane));
      setHidden(chip.box, !shown[chip.entry]);
    }
  }

  // What a chip says is what its entry in the agenda says.
  function chipOf({ look, entry, start, length }, lane) {
    const box = make("p", `${look} s${start - lane.start + 1} n${length}`);
    const said = (selector) => one(selector, entries[entry])?.firstChild?.data ?? "";
    box.dataset.e = entry;
    box.append(make("b", "", look.startsWith("task") ? said("p").split(" · ")[0] : said("u") || said("b")));
    if (look.startsWith("chip")) box.append(make("span", "", `${said("span")} ${said("i")}`.trim()));
    if (look === "task late") box.append(make("span", "", said("mark")));
    if (said("em")) box.append(make("em", "", said("em")));
    return box;
  }

  function say(isFiltered) {
    const parts = new URLSearchParams(), left = asNumber(shown.filter(Boolean).length);
    const said = [form.dataset.state.replace("{shown}", left)];
    for (const { box, key, label, choices } of facets) {
      const chosen = choices.filter((choice) => choice.checked);
      one(".chosen", box).textContent = chosen.length ? ` ${chosen.length}` : "";
      chosen.forEach((choice) => parts.append(key, choice.value));
      if (chosen.length) said.push(`${label}: ${chosen.map((choice) => choice.parentNode.textContent).join(", ")}`);
    }
    state.textContent = said.join(" · ");
    state.classList.toggle("filtered", isFiltered);
    one("[type=reset]", form).hidden = !isFiltered;
    if (target) parts.append("at", target);
    if (parts.toString() !== location.hash.slice(1)) history.replaceState(null, "", `#${parts}`);
  }

  // A plain fragment is a place of the page; `owner=…&at=…` are filters, and a place.
  function read() {
    const written = location.hash.slice(1), isPlace = written !== "" && !written.includes("=");
    const parts = new URLSearchParams(isPlace ? `at=${written}` : written);
    for (const { key, choices } of isPlace ? [] : facets) {
      const values = parts.getAll(key);
      choices.forEach((choice) => { choice.checked = values.includes(choice.value); });
    }
    target = parts.get("at") ?? "";
    apply();
    document.getElementById(target)?.scrollIntoView();
  }

  function markToday() {
    const written = new Intl.DateTimeFormat("en-CA", { timeZone: main.dataset.zone, dateStyle: "short" });
    const iso = written.format(new Date());
    for (const box of all(".day, .agenda-day")) {
      box.classList.toggle("is-today", box.dataset.day === iso && !box.classList.contains("out"));
    }
    today.hidden = !one(".day.is-today");
    return iso;
  }

  function goToday() {
    const iso = markToday(), isNarrow = matchMedia("(max-width: 640px)").matches;
    const next = agendaDays.find(({ box }) => !box.hidden && box.dataset.day >= iso)?.box;
    const place = isNarrow ? next : one(".day.is-today")?.closest(".week");
    if (!today.hidden) place?.scrollIntoView({ block: isNarrow ? "start" : "center" });
  }

  main.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]'), entry = entries[event.target.closest("[data-e]")?.dataset.e];
    if (link) {
      event.preventDefault();
      target = link.hash.slice(1);
      document.getElementById(target)?.scrollIntoView();
      say(state.classList.contains("filtered"));
    } else if (entry) {
      entry.tabIndex = -1;
      entry.focus({ preventScroll: true });
      entry.scrollIntoView({ block: "center" });
    }
  });
  main.addEventListener("mouseover", (event) => {
    const chip = event.target.closest("[data-e]");
    if (chip && !chip.title) chip.title = entries[chip.dataset.e].textContent;
  });
  document.addEventListener("click", ({ target: place }) => {
    for (const { box } of facets) if (!box.contains(place)) box.open = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    const open = key === "Escape" && one(".facet[open]");
    if (open) { open.open = false; one("summary", open).focus(); }
  });
  document.addEventListener("visibilitychange", markToday);
  addEventListener("hashchange", read);
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  today.addEventListener("click", goToday);
  const isFresh = location.hash === "";
  form.hidden = false;
  read();
  if (isFresh) goToday();
  else markToday();
})();
