// The controls, made from the table: each has a label, its inputs, a button that resets it, and
// room for the command's words about a wrong value

const controls = new Map();   // of keys; a number and the list in its place have one

function selectInput(key, box, head) {
  const { choices } = rowOf(key);
  const follows = key === "figure.theme" && !given.has(key);
  const input = make("select",
    { onchange: () => change(withValue(state, key, input.value || undefined)) },
    ...(follows ? [new Option(say("theme_of_page"), "")] : []),
    ...choices.map(word => new Option(word)));
  head.append(input);
  return {
    main: input, inputs: [input],
    show() { input.value = follows ? state.values[key] ?? "" : valueOf(key); },
  };
}

function textInput(key, box, head) {
  const field = typed(make("input", { type: "text", autocomplete: "off" }), () =>
    change(withValue(state, key, field.value || undefined), field));
  box.classList.add("wide");
  box.append(field);
  return {
    main: field, inputs: [field],
    show() {
      if (typingIn !== field) field.value = valueOf(key) ?? "";
      field.placeholder = baseOf(key) ?? say("by_itself");
    },
  };
}

function colorInput(key, box, head) {
  const input = make("input", { type: "color", onchange: endStep,
    oninput() {
      noteMove();
      change(withValue(state, key, input.value), input);
    } });
  head.append(input);
  return {
    main: input, inputs: [input],
    show() { input.value = valueOf(key) ?? colorOf(key.split(".")[1]); },
  };
}

// One number for all layers, a list, or from the first layer to the last
function layersInput(single, box, head) {
  const list = `${single}s`;
  const forms = make("select", { className: "form" },
    ...["same", "listed", ...(rowOf(list).schedule ? ["running"] : [])].map(
      word => new Option(say(`form_${word}`), word)));
  head.append(forms);
  const parts = { same: [single, numberInput], listed: [list, numberList],
    running: [list, scheduleInput] };
  const boxes = {};
  for (const [word, [key, build]] of Object.entries(parts)) {
    const holder = make("div", { className: "part" });
    const fields = make("span", {});
    boxes[word] = { holder, fields, part: build(key, holder, fields) };
    head.append(fields);
    box.append(holder);
  }
  const formOf = () => {
    const text = valueOf(list);
    return text === undefined ? "same" : scheduleOf(text) ? "running" : "listed";
  };
  // Another form keeps about the same values
  forms.addEventListener("change", () => {
    const text = valueOf(list);
    const values = scheduleOf(text) ?? (text === undefined ? [valueOf(single) ?? "1"]
      : itemsOf(text));
    const [first, last] = [values[0], values.at(-1)];
    const next = { same: [single, first], listed: [list, [first, last].join()],
      running: [list, `{from: ${first}, to: ${last}}`] }[forms.value];
    change(withValue(state, ...next));
  });
  return {
    main: boxes.same.part.main, inputs: [...boxes.same.part.inputs, forms],
    show() {
      forms.value = formOf();
      for (const [word, { holder, fields, part }] of Object.entries(boxes)) {
        holder.hidden = fields.hidden = word !== forms.value;
        if (!holder.hidden) part.show();
      }
    },
  };
}

const INPUTS = {
  whole: numberInput, number: numberInput, single: layersInput, list: numberList,
  choice: selectInput, choices: choiceList, text: textInput, color: colorInput,
};

// What a control shows depends on this text alone, and on nothing while its field is typed in.
const appearanceOf = key => JSON.stringify([language, valueOf(key),
  valueOf(partnerOf(key) ?? key), isChanged(key), fullWordOf(key), stops,
  rowOf(key).type === "color" ? colors : ""]);

function control(key) {
  const row = rowOf(key);
  const id = `control-${key}`;
  const label = make(["list", "choices"].includes(row.type) ? "span" : "label",
    { className: "label", htmlFor: id, title: `${key}: ${row.help}` });
  const head = make("div", { className: "head" }, label);
  const reset = make("button", { className: "quiet icon reset", type: "button", textContent: "↺" });
  const fault = make("p", { className: "fault", id: `${id}-fault`, hidden: true });
  const box = make("div", { className: "control" }, head);
  box.dataset.key = key;
  const input = (INPUTS[row.type] ?? textInput)(key, box, head);
  head.insertBefore(reset, label.nextSibling);
  box.append(fault);
  if (input.main) input.main.id = id;
  const undoAll = () => {
    typingIn = null;
    stops++;
    const partner = partnerOf(key);
    change(withValue(state, partner in spec.values ? partner : key, undefined));
  };
  reset.addEventListener("click", undoAll);
  head.addEventListener("dblclick", ({ target }) => {
    if (target === label || target === head) undoAll();
  });
  box.querySelectorAll("input[type=range]").forEach(range =>
    range.addEventListener("dblclick", undoAll));
  let shownAs = "";
  const made = {
    box, input,
    show() {
      const wanted = appearanceOf(key);
      if (wanted === shownAs) return;
      shownAs = wanted;
      label.textContent = wordOf(key);
      if (row.unit) label.append(" ", make("span", { className: "unit" },
        allTexts[language][`unit_${row.unit}`] ?? row.unit));
      const full = fullWordOf(key);
      for (const each of input.inputs) {
        each.ariaLabel = each.matches(".form") ? say("form", { name: full }) : full;
      }
      reset.hidden = !isChanged(key);
      reset.title = reset.ariaLabel = say("reset", { name: full });
      box.classList.toggle("set", isChanged(key));
      input.show();
    },
    showFault(words) {
      fault.textContent = words;
      fault.hidden = words === "";
      box.classList.toggle("wrong", words !== "");
      for (const each of box.querySelectorAll("input, select, textarea")) {
        each.ariaInvalid = words !== "";
        if (words) each.setAttribute("aria-describedby", fault.id);
        else each.removeAttribute("aria-describedby");
      }
      if (words) for (let up = box; (up = up.parentElement.closest("details"));) up.open = true;
    },
  };
  controls.set(key, made);
  if (row.type === "single") controls.set(`${key}s`, made);
  return made.box;
}

const isSecond = key => rowOf(key).type === "list" && partnerOf(key) !== undefined;
const controlsFor = keys => keys.filter(key => !isSecond(key)).map(control);

// Sections of the table below the networks, each folded away with its controls. Named ones, as
// measurements are, have the names that the spec gives.
function namesOf(section) {
  const names = Object.keys(spec.values).filter(key => sectionOf(key) === section)
    .map(key => key.split(".")[1]);
  return [...new Set(names)];
}

function keysOf(section) {
  return rows.filter(({ key }) => sectionOf(key) === section).flatMap(({ key }) =>
    NAMED.test(key) ? namesOf(section).map(name => key.replace("NAME", name)) : [key]);
}

function sectionWord(section) {
  return allTexts[language][`section_${section}`] ??
    section[0].toUpperCase() + section.slice(1);
}

function makeSections() {
  $("stack").querySelector(".controls").append(...controlsFor(keysOf("")));
  const sections = [...new Set(rows.map(({ key }) => sectionOf(key)))];
  for (const section of sections) {
    const keys = keysOf(section);
    if (section === "" || section === "networks" || keys.length === 0) continue;
    const box = make("details", { className: "group" },
      make("summary", {}, make("span", {}), make("span", { className: "changed" })),
      make("div", { className: "controls" }, ...controlsFor(keys)));
    box.dataset.section = section;
    box.open = localStorage.getItem(`open.${section}`) === "true";
    box.addEventListener("toggle", () => localStorage.setItem(`open.${section}`, box.open));
    $("groups").append(box);
  }
}

function showSections() {
  for (const box of $("groups").children) {
    const { section } = box.dataset;
    const [word, changed] = box.querySelectorAll("summary > span");
    const count = Object.keys(state.values).filter(key => sectionOf(key) === section).length;
    showText(word, sectionWord(section));
    showText(changed, count > 0 ? say("changed", { n: count }) : "");
  }
}

// The command's lines about wrong values, each at its control; the others above the picture

const FAULT = /^(?:--set ([^=\s]+)=.*?|.*?:\d+:\d+: ([^:\s]+)): (.*)$/;

// [key, words] of a line. A value of `pairs` may have colons, too.
function faultOf(line, pairs) {
  const [, key, keyOfFile, said] = FAULT.exec(line) ?? [];
  const before = `--set ${key}=${Object.fromEntries(pairs)[key]}: `;
  return [key ?? keyOfFile, line.startsWith(before) ? line.slice(before.length) : said];
}

// A line without "--set", which nobody typed here
function faultWords(line, pairs) {
  const [key, said] = faultOf(line, pairs);
  return key ? `${key}: ${said}` : line;
}

const linesOf = text => text.split("\n").filter(Boolean);

let faultsShown = "";

// Shows the faults of the present figure, then those of the pinned one
function showFaults() {
  const { words: text, pinnedWords } = drawn;
  if (text + pinnedWords === faultsShown) return;
  faultsShown = text + pinnedWords;
  const others = [];
  const words = new Map();
  for (const line of linesOf(text)) {
    const [key, said] = faultOf(line, pairsOf(state));
    const made = controls.get(key);
    if (made) words.set(made, said);
    else others.push(faultWords(line, pairsOf(state)));
  }
  for (const line of linesOf(pinnedWords)) {
    others.push(`A: ${faultWords(line, pairsOf(pinned))}`);
  }
  $("frame").dataset.faults =
    linesOf(text).map(line => faultWords(line, pairsOf(state))).join("\n");
  for (const made of new Set(controls.values())) made.showFault(words.get(made) ?? "");
  $("problems").textContent = others.join("\n");
  $("problems").hidden = others.length === 0;
}
