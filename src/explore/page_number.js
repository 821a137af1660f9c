// The control of a number: a field for any legal value, and a slider over a sensible range

const SIGNS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -1, PageUp: 1 };

// The size of the step that a key asks for
function stepOf({ key, shiftKey, altKey }) {
  if (shiftKey || key.startsWith("Page")) return "coarse";
  return altKey ? "fine" : "step";
}

// Moves `text` by an arrow key. A slider takes all arrows, a field those up and down.
function keyed(event, text, scale, keys) {
  if (event.ctrlKey || event.metaKey || !keys.includes(event.key) || !isNumber(text)) return null;
  event.preventDefault();
  return scale.next(text, SIGNS[event.key], stepOf(event));
}

function slider(key, set) {
  let scale;
  let text;
  let touched = null;   // the value before a finger came down
  const act = next => {
    noteMove();
    set(next, input);
  };
  const input = make("input", { type: "range", min: 0, max: 1, step: "any", onchange: endStep,
    oninput() { act(scale.text(Number(input.value))); },
    onpointerdown() { touched = text; },
    onpointercancel() {   // it scrolls the page
      act(touched);
      endStep();
    } });
  input.addEventListener("keydown", event => {
    const ends = { Home: 0, End: 1 };
    const next = event.key in ends && !event.ctrlKey
      ? scale.text(ends[event.key]) : keyed(event, text, scale, Object.keys(SIGNS));
    if (next === null) return;
    event.preventDefault();
    act(next);
  });
  const place = text => clamp(scale.position(text), 0, 1);
  return {
    input,
    show(row, present, base) {
      text = present;
      scale = scaleOf(row, [base ?? present, present]);
      const position = place(present);
      const zero = place("0");
      input.value = position;
      input.setAttribute("aria-valuetext", present);
      input.style.setProperty("--from", Math.min(zero, position));
      input.style.setProperty("--to", Math.max(zero, position));
      const isMarked = base !== undefined && isNumber(base) && base !== present;
      input.style.setProperty("--mark", isMarked ? place(base) : -1);
    },
  };
}

// The first click selects all, as Tab does, so that what is typed replaces it.
function selectFirst(field) {
  let isFirst = false;
  field.addEventListener("focus", () => { isFirst = true; });
  field.addEventListener("click", () => {
    if (isFirst && field.selectionStart === field.selectionEnd) field.select();
    isFirst = false;
  });
}

// "-", ".", "1e-": what is no number yet
const isBegun = text => /^[-+]?\.?$|e[-+]?$/i.test(text);

// A field that is typed in keeps what is typed, until it is left.
let typingIn = null;
let stops = 0;   // how often one was left

function stopTyping() {
  typingIn = null;
  stops++;
  endStep();
  showState();
}

// `take` is called when something is typed into the field.
function typed(field, take) {
  field.oninput = () => {
    typingIn = field;
    take();
  };
  field.onchange = stopTyping;
  return field;
}

// The field and the slider in the control `box`, whose head takes the field
function numberInput(key, box, head) {
  const row = rowOf(key);
  const field = typed(make("input", { type: "text", inputMode: "decimal", autocomplete: "off",
    spellcheck: false }), () => {
    const text = field.value.trim();
    if (text === "" || !isBegun(text)) set(text || undefined, field);
  });
  selectFirst(field);
  const set = (text, control) => change(withValue(state, key, text), control);
  const scroll = scaleOf(row, [row.initial ?? "1"]) ? slider(key, set) : null;
  const whole = { next: (text, sign, size) => added(text, sign * (size === "coarse" ? 10 : 1), row) };
  field.addEventListener("keydown", event => {
    const scale = scaleOf(row, [baseOf(key) ?? field.value, field.value]) ?? whole;
    const next = keyed(event, field.value.trim(), scale,
      ["ArrowUp", "ArrowDown", "PageUp", "PageDown"]);
    if (next === null) return;
    field.value = next;
    set(next, field);
  });
  head.append(field);
  if (scroll) box.append(scroll.input);
  return {
    main: field,
    inputs: scroll ? [field, scroll.input] : [field],
    show() {
      const text = valueOf(key) ?? row.initial ?? "";
      if (typingIn !== field) field.value = text;
      field.placeholder = baseOf(key) ?? row.initial ?? "";
      if (scroll) scroll.show(row, isNumber(text) ? text : baseOf(key) ?? "0", baseOf(key));
    },
  };
}
