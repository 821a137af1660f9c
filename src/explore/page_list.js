// Lists: numbers as chips that can be typed in, choices as chips in the order of the figure

const MANY = 40;   // numbers; above it a list is one text
const itemsOf = text => text === undefined || text === "" ? []
  : plainList(text).split(",");

function removal(word, act) {
  return make("button", { type: "button", textContent: "×", onclick: act,
    ariaLabel: say("remove", { name: word }) });
}

// One number of a list; Enter adds one after it, Backspace in an empty one removes it
function numberChip(list, place) {
  const { items, isFixed, set, row, name } = list;
  const field = typed(make("input", { type: "text", inputMode: "decimal", value: items[place],
    ariaLabel: say("item", { name, n: place + 1 }) }), () => {
    fit();
    list.items = items.with(place, field.value.trim());
    if (field.value.trim()) set(list.items, field);
  });
  const fit = () => { field.style.width = `${field.value.length + .5}ch`; };
  fit();
  field.addEventListener("keydown", event => {
    const scale = linearScale(row, [field.value]);
    const next = keyed(event, field.value, scale, ["ArrowUp", "ArrowDown"]);
    if (next !== null) {
      field.value = next;
      set(items.with(place, next), field);
    } else if (event.key === "Enter" && !isFixed) {
      event.preventDefault();
      list.add(place + 1);
    } else if (event.key === "Backspace" && field.value === "" && !isFixed && items.length > 1) {
      event.preventDefault();
      list.remove(place);
    }
  });
  const chip = make("span", { className: "chip" }, field);
  if (!isFixed && items.length > (row.n_values_min || 1)) {
    chip.append(removal(items[place], () => list.remove(place)));
  }
  return chip;
}

function numberList(key, box) {
  const row = rowOf(key);
  const chips = make("div", { className: "chips" });
  const isFixed = row.n_values_min === row.n_values_max;
  const set = (items, control = null) =>
    change(withValue(state, key, items.length > 0 ? items.join() : undefined), control);
  const long = typed(make("textarea", { rows: 3, hidden: true, spellcheck: false,
    ariaLabel: fullWordOf(key) }), () => set(itemsOf(long.value), long));
  let drawnItems = null;

  function focusItem(place) {
    chips.querySelectorAll("input")[place]?.select();
  }

  function rebuild(items) {
    const list = {
      items, isFixed, set, row, name: fullWordOf(key),
      add(place) {
        const before = this.items[Math.min(place, this.items.length) - 1] ?? "0";
        set(this.items.toSpliced(place, 0, added(before, .1, row)));
        focusItem(place);
      },
      remove(place) {
        set(this.items.toSpliced(place, 1));
        focusItem(Math.max(place - 1, 0));
      },
    };
    const plus = make("button", { type: "button", textContent: "+",
      ariaLabel: say("add_item", { name: list.name }),
      onclick: () => list.add(list.items.length) });
    chips.replaceChildren(...items.map((_, place) => numberChip(list, place)));
    const most = Math.min(row.n_values_max || Infinity, MANY);
    if (!isFixed && items.length < most) chips.append(plus);
  }

  box.append(chips, long);
  return {
    inputs: [],
    show() {
      const text = valueOf(key) ?? "";
      const items = isFixed && text === "" ? Array(row.n_values_min).fill("") : itemsOf(text);
      chips.hidden = items.length > MANY;
      long.hidden = !chips.hidden;
      if (!long.hidden && typingIn !== long) long.value = items.join(", ");
      const isTyping = chips.contains(typingIn) && drawnItems?.length === items.length;
      if (!chips.hidden && !isTyping && String(items) !== String(drawnItems)) rebuild(items);
      drawnItems = items;
    },
  };
}

// Words in their order: those in the figure, then those that can be added
function choiceList(key, box) {
  const row = rowOf(key);
  const chips = make("div", { className: "chips" });
  const set = words => change(withValue(state, key, words.join()));
  let shownText = null;

  function moveWord(words, place, by) {
    const other = place + by;
    if (!(other in words)) return;
    set(words.with(place, words[other]).with(other, words[place]));
    chips.children[other]?.querySelector("button").focus();
  }

  // Alt and an arrow key moves a word, as dragging does.
  function wordChip(words, place) {
    const word = words[place];
    const button = removal(word, () => set(words.toSpliced(place, 1)));
    button.disabled = words.length <= row.n_values_min;
    return make("span", { className: "chip", draggable: true, title: say("move_word"),
      onkeydown(event) {
        if (!event.altKey || !(event.key === "ArrowLeft" || event.key === "ArrowRight")) return;
        event.preventDefault();
        moveWord(words, place, event.key === "ArrowLeft" ? -1 : 1);
      },
      ondragstart(event) { event.dataTransfer.setData("text/plain", word); },
      ondragover(event) { event.preventDefault(); },
      ondrop(event) {
        event.preventDefault();
        const dragged = event.dataTransfer.getData("text/plain");
        if (!words.includes(dragged)) return;
        set(words.filter(each => each !== dragged).toSpliced(place, 0, dragged));
      } }, make("span", {}, word), button);
  }

  box.append(chips);
  return {
    inputs: [],
    show() {
      const text = valueOf(key) ?? "";
      if (text === shownText) return;
      shownText = text;
      const words = itemsOf(text);
      const others = row.choices.filter(word => !words.includes(word)).map(word =>
        make("button", { type: "button", textContent: `+ ${word}`,
          onclick: () => set([...words, word]) }));
      chips.replaceChildren(...words.map((_, place) => wordChip(words, place)), ...others);
    },
  };
}

// From the first layer to the last, in place of a list

const SCHEDULE = /^\{\s*from:\s*([^,]*?)\s*,\s*to:\s*([^,]*?)\s*\}$/;
const scheduleOf = text => SCHEDULE.exec(text ?? "")?.slice(1) ?? null;

function scheduleInput(key, box) {
  const ends = ["from", "to"].map(word => make("input", { type: "text", inputMode: "decimal",
    ariaLabel: say(word, { name: fullWordOf(key) }) }));
  const set = control => change(withValue(state, key,
    `{from: ${ends[0].value.trim()}, to: ${ends[1].value.trim()}}`), control);
  for (const field of ends) {
    typed(field, () => set(field));
    field.addEventListener("keydown", event => {
      const next = keyed(event, field.value, linearScale(rowOf(key), [field.value]),
        ["ArrowUp", "ArrowDown"]);
      if (next === null) return;
      field.value = next;
      set(field);
    });
  }
  box.append(make("div", { className: "ends" }, ends[0], "→", ends[1]));
  return {
    inputs: [],
    show() {
      const values = scheduleOf(valueOf(key));
      if (values === null) return;
      ends.forEach((field, end) => { if (typingIn !== field) field.value = values[end]; });
    },
  };
}
