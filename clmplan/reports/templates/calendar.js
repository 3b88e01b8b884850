"use strict";
// Filters of the calendar page, kept in the fragment of its address; today's day. Without it everything is shown.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (text, apart) => (text ?? "").split(apart).filter(Boolean).map(Number);
  const setHidden = (box, isHidden) => box.toggleAttribute("hidden", isHidden);
  const make = (tag, textContent) => Object.assign(document.createElement(tag), { textContent });
  const asNumber = (value) => value.toLocaleString("en");
  const main = one("main"), form = one("#filters"), state = one("#state"), today = one("#today"), grid = one("#grid");
  const looks = grid.dataset.looks.split("|"), most = Number(grid.dataset.lanes);
  const combinations = main.dataset.combinations.split(" ").filter(Boolean)
    .map((written) => written.split(";").map((own) => numbers(own, ".")));
  const facets = all(".facet").map((box) => ({
    box, ...box.dataset, label: one("summary", box).firstChild.data, choices: all("input", box),
  }));
  const entries = all("#agenda li"), tagOf = entries.map((entry) => Number(entry.dataset.f));
  const days = all(".agenda-day,.agenda-month").map((box) => ({ box, count: one(".count", box), own: all("li", box) }));
  const tagged = all(".chart [data-f], #conflicts [data-f], #links [data-f]")
    .map((box) => ({ box, tags: numbers(box.dataset.f, " ") }));
  const campaigns = all(".chart tbody").map((box) => ({ box, total: one(".n", box), strands: all("g", box) }));
  const conflicts = all("#conflicts li"), clashes = all(".clashes");
  const weeks = all(".lanes").map((box) => ({
    box, days: all(".day", box.parentNode), lanes: [...[...box.children].map(readLane), ...readOver(box.dataset.over)],
  }));
  let target = "", shown = [];

  // The classes `s2 n3` say on which day a box begins and how many days it has.
  function readBox(box, before) {
    const [, start, length] = box.className.match(/\bs(\d) n(\d)/).map(Number);
    return { box, start: before + start - 1, length };
  }

  function readLane(box) {
    const lane = { ...readBox(box, 0), look: box.classList[0] };
    lane.chips = [...box.children].map((chip) => ({ ...readBox(chip, lane.start), entry: Number(chip.dataset.e) }));
    return lane;
  }

  // Lanes without room are written as numbers: `colour|look,entry,start,length|…`; they get boxes when there is room.
  function readOver(written) {
    return (written ?? "").split(" ").filter(Boolean).map((lane) => {
      const [colour, ...own] = lane.split("|"), chips = own.map((chip) => numbers(chip, ","))
        .map(([look, entry, start, length]) => ({ box: null, look: looks[look], entry, start, length }));
      const start = chips[0].start, last = chips.at(-1);
      return { box: null, look: `p${colour}`, start, length: last.start + last.length - start, chips };
    });
  }

  function apply() {
    const chosen = facets.map(({ place, choices }) => [place, choices.filter((choice) => choice.checked)])
      .map(([place, own]) => [place, own.map((box) => Number(box.dataset.number))]).filter(([, own]) => own.length);
    const fits = combinations.map((own) => chosen.every(([place, some]) => own[place].some((no) => some.includes(no))));
    shown = tagOf.map((tag) => fits[tag]);
    entries.forEach((entry, number) => setHidden(entry, !shown[number]));
    for (const { box, count, own } of days) {
      const left = own.filter((entry) => !entry.hidden).length;
      setHidden(box, !left);
      if (count) count.textContent = asNumber(left);
      else box.style.setProperty("--e", left);
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
      const own = lane.chips.filter((chip) => shown[chip.entry]);
      const mask = own.reduce((days, chip) => days | (2 ** chip.length - 1) << chip.start, 0);
      let row = own.length ? taken.findIndex((used) => !(used & mask)) : most;
      if (row < 0) row = taken.length;
      if (own.length) taken[row] |= mask;
      if (row < most) draw(box, lane, row);
      else for (const chip of own) for (let day = 0; day < chip.length; day += 1) over[chip.start + day] += 1;
      if (lane.box) setHidden(lane.box, row >= most);
    }
    days.forEach((day, place) => {
      const more = one(".more", day);
      const textContent = grid.dataset.more.replace("{count}", over[place]);
      if (more) Object.assign(more, { hidden: !over[place], textContent });
    });
  }

  function draw(week, lane, row) {
    lane.box ??= week.appendChild(document.createElement("div"));
    lane.box.className = `${lane.look} r${row + 1} s${lane.start + 1} n${lane.length}`;
    for (const chip of lane.chips) {
      chip.box ??= lane.box.appendChild(chipOf(chip, lane));
      setHidden(chip.box, !shown[chip.entry]);
    }
  }

  // What a chip says is what its entry in the agenda says.
  function chipOf({ look, entry, start, length }, lane) {
    const box = make("p", ""), said = (selector) => one(selector, entries[entry])?.firstChild?.data ?? "";
    box.className = `${look} s${start - lane.start + 1} n${length}`;
    box.dataset.e = entry;
    const label = look.startsWith("task") ? said("p").split(" · ", 1) : [said("b"), said("u")].filter(Boolean);
    box.append(make("b", label.join(" · ")));
    if (look.startsWith("chip")) box.append(make("span", `${said("span")} ${said("i")}`.trim()));
    if (look === "task late") box.append(make("span", said("mark")));
    if (said("em")) box.append(make("em", said("em")));
    return box;
  }

  function say(isFiltered) {
    const parts = new URLSearchParams(), left = asNumber(shown.filter(Boolean).length);
    const said = [form.dataset.state.replace("{shown}", left)];
    for (const { box, key, label, choices } of facets) {
      const chosen = choices.filter((choice) => choice.checked);
      one(".chosen", box).textContent = chosen.length ? ` ${chosen.length}` : "";
      chosen.forEach((choice) => parts.append(key, choice.value));
      const names = chosen.slice(0, 8).map((choice) => choice.parentNode.textContent).join(", ");
      if (chosen.length) said.push(`${label}: ${names}${chosen.length > 8 ? ` +${chosen.length - 8}` : ""}`);
    }
    state.textContent = said.join(" · ");
    main.classList.toggle("filtered", isFiltered);
    one("[type=reset]", form).hidden = !isFiltered;
    if (target) parts.append("at", target);
    if (parts.toString() !== location.hash.slice(1)) history.replaceState(null, "", `#${parts}`);
  }

  // A plain fragment is a place of the page; `owner=…&at=…` are filters, and a place.
  function read(then) {
    const written = location.hash.slice(1), isPlace = written !== "" && !written.includes("=");
    const parts = new URLSearchParams(isPlace ? `at=${written}` : written);
    for (const { key, choices } of isPlace ? [] : facets) {
      choices.forEach((choice) => { choice.checked = parts.getAll(key).includes(choice.value); });
    }
    target = parts.get("at") ?? "";
    apply();
    then();
    if (target) go(document.getElementById(target));
  }

  // What lies between is drawn only on the way there, and may turn out longer than it was thought to be.
  function go(place, block = "start", turns = 3) {
    place?.scrollIntoView({ block });
    if (turns) requestAnimationFrame(() => go(place, block, turns - 1));
  }

  function markToday() {
    const written = new Intl.DateTimeFormat("en-CA", { timeZone: main.dataset.zone, dateStyle: "short" });
    const iso = written.format(new Date());
    all("[data-day]").forEach((box) => box.classList.toggle("is-today", box.dataset.day === iso));
    today.hidden = !one(".day.is-today:not(.out)");
    return iso;
  }

  function goToday() {
    const iso = markToday(), isNarrow = matchMedia("(max-width: 640px)").matches;
    const next = all(".agenda-day:not([hidden])").find((box) => box.dataset.day >= iso);
    const place = isNarrow ? next : one(".day.is-today")?.closest(".week");
    if (!today.hidden) go(place, isNarrow ? "start" : "center");
  }

  main.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]'), entry = entries[event.target.closest("[data-e]")?.dataset.e];
    if (link) {
      event.preventDefault();
      target = link.hash.slice(1);
      go(document.getElementById(target));
      say(main.classList.contains("filtered"));
    } else if (entry) {
      Object.assign(entry, { tabIndex: -1 }).focus({ preventScroll: true });
      go(entry, "center");
    }
  });
  main.addEventListener("mouseover", (event) => {
    const chip = event.target.closest("[data-e]");
    if (chip) chip.title ||= [...entries[chip.dataset.e].children].map((part) => part.textContent).join(" · ");
  });
  const closeOthers = (place) => facets.forEach(({ box }) => { box.open &&= box.contains(place); });
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("keydown", ({ key }) => {
    const open = key === "Escape" && one(".facet[open]");
    if (open) { open.open = false; one("summary", open).focus(); }
  });
  document.addEventListener("visibilitychange", markToday);
  addEventListener("hashchange", () => read(markToday));
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => { target = ""; setTimeout(apply); });
  today.addEventListener("click", goToday);
  form.hidden = false;
  read(location.hash === "" && matchMedia("(max-width: 640px)").matches ? goToday : markToday);
})();
