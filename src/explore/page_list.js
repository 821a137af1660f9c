// Lists: numbers as chips that can be typed in, choices as chips in the order of the figure

const MANY = 40;   // numbers; above it a list is one text
const itemsOf = text => text === undefined || text === "" ? []
  : plainList(text).split(",");

function removal(word, act) {
  const button = make("button", { type: "button", textContent: "×" });
  button.setAttribute("aria-label", say("remove", { name: word }));
  button.addEventListener("click", act);
  return button;
}

// One number of a list; Enter adds one after it, Backspace in an empty one removes it
function numberChip(list, place) {
  const { items, isFixed, set, row, name } = list;
  const field = make("input", { type: "text", inputMode: "decimal", value: items[place] });
  const fit = () => { field.style.width = `${field.value.length + .5}ch`; };
  field.setAttribute("aria-label", say("item", { name, n: place + 1 }));
  fit();
  const put = text => set(items.with(place, text), field);
  field.addEventListener("input", () => {
    typingIn = field;
    fit();
    list.items = items.with(place, field.value.trim());
    if (field.value.trim()) set(list.items, field);
  });
  field.addEventListener("change", stopTyping);
  field.addEventListener("keydown", event => {
    const scale = linearScale(row, [field.value]);
    const next = keyed(event, field.value, scale, ["ArrowUp", "ArrowDown"]);
    if (next !== null) {
      field.value = next;
      put(next);
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
  const long = make("textarea", { rows: 3, hidden: true, spellcheck: false });
  const isFixed = row.n_values_min === row.n_values_max;
  const set = (items, control = null) =>
    change(withValue(state, key, items.length > 0 ? items.join() : undefined), control);
  long.setAttribute("aria-label", fullWordOf(key));
  long.addEventListener("input", () => {
    typingIn = long;
    set(itemsOf(long.value), long);
  });
  long.addEventListener("change", stopTyping);
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
    const plus = make("button", { type: "button", textContent: "+" });
    plus.setAttribute("aria-label", say("add_item", { name: list.name }));
    plus.addEventListener("click", () => list.add(list.items.length));
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
    const chip = make("span", { className: "chip", draggable: true }, make("span", {}, word));
    const button = removal(word, () => set(words.toSpliced(place, 1)));
    button.disabled = words.length <= row.n_values_min;
    chip.append(button);
    chip.addEventListener("keydown", event => {
      if (!event.altKey || !(event.key === "ArrowLeft" || event.key === "ArrowRight")) return;
      event.preventDefault();
      moveWord(words, place, event.key === "ArrowLeft" ? -1 : 1);
    });
    chip.addEventListener("dragstart", event => event.dataTransfer.setData("text/plain", word));
    chip.addEventListener("dragover", event => event.preventDefault());
    chip.addEventListener("drop", event => {
      event.preventDefault();
      const dragged = event.dataTransfer.getData("text/plain");
      if (!words.includes(dragged)) return;
      set(words.filter(each => each !== dragged).toSpliced(place, 0, dragged));
    });
    chip.title = say("move_word");
    return chip;
  }

  box.append(chips);
  return {
    inputs: [],
    show() {
      const text = valueOf(key) ?? "";
      if (text === shownText) return;
      shownText = text;
      const words = itemsOf(text);
      const others = row.choices.filter(word => !words.includes(word)).map(word => {
        const button = make("button", { type: "button", textContent: `+ ${word}` });
        button.addEventListener("click", () => set([...words, word]));
        return button;
      });
      chips.replaceChildren(...words.map((_, place) => wordChip(words, place)), ...others);
    },
  };
}

// From the first layer to the last, in place of a list

const SCHEDULE = /^\{\s*from:\s*([^,]*?)\s*,\s*to:\s*([^,]*?)\s*\}$/;
const scheduleOf = text => SCHEDULE.exec(text ?? "")?.slice(1) ?? null;

function scheduleInput(key, box) {
  const ends = ["from", "to"].map(word => {
    const field = make("input", { type: "text", inputMode: "decimal" });
    field.setAttribute("aria-label", say(word, { name: fullWordOf(key) }));
    return field;
  });
  const set = control => change(withValue(state, key,
    `{from: ${ends[0].value.trim()}, to: ${ends[1].value.trim()}}`), control);
  for (const field of ends) {
    field.addEventListener("input", () => {
      typingIn = field;
      set(field);
    });
    field.addEventListener("change", stopTyping);
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
