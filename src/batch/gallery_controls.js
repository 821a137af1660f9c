// The controls: each has its box and set(), which shows a position without moving there

const MAX_RADIOS = 4;
const MAX_CHOICES = 200;   // above it a key gets a slider and a search, not a node a value

// The key in words, and as the spec has it if that says more
function nameOf({ key, word }) {
  return word === key ? [word] : [word, " ", make("span", { className: "key" }, key)];
}

function slider(key, k) {
  const output = make("output");
  const max = key.values.length - 1;
  const input = make("input", { type: "range", max, hidden: max === 0,
    oninput: () => move(k, Number(input.value)) });
  const name = make("span", { className: "name" }, make("span", {}, ...nameOf(key)), output);
  return {
    box: make("label", { className: "control" }, name, input),
    set(position) {
      input.value = position;
      output.value = short[k][position];
      input.setAttribute("aria-valuetext", short[k][position]);
    },
  };
}

function select(key, k) {
  const input = make("select", { oninput: () => move(k, input.selectedIndex, true) },
    ...key.values.map((_, p) => new Option(short[k][p])));
  return {
    box: make("label", { className: "control" }, ...nameOf(key), input),
    set(position) { input.selectedIndex = position; },
  };
}

function radios(key, k) {
  const inputs = key.values.map((_, p) =>
    make("input", { type: "radio", name: key.key, oninput: () => move(k, p, true) }));
  const choices = make("div", { className: "choices" },
    ...inputs.map((input, p) => make("label", {}, input, short[k][p])));
  const group = make("fieldset", {}, make("legend", {}, ...nameOf(key)), choices);
  return {
    box: make("div", { className: "control" }, group),
    set(position) { inputs[position].checked = true; },
  };
}

function control(key, k) {
  const count = key.values.length;
  const isScale = key.kind === "number" || count === 1 || count > MAX_CHOICES;
  const kind = isScale ? slider : count <= MAX_RADIOS ? radios : select;
  const made = kind(key, k);
  made.box.dataset.key = key.key;
  made.box.addEventListener("focusin", () => activate(k));
  $("controls").insertBefore(made.box, $("steps"));
  return made;
}

