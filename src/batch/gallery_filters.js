// The filters: each has its box, and test(), a function of a variant or null for all. save() gives
// parts of the address with their values, load() takes the values of a part, and takes() says whether
// a part can have a value. Links outlive batches: what is chosen in one key may have another control
// in a larger batch, so a box that is usually hidden is shown for what the address has for it.

const MAX_NUMBERS = 12;   // above it numbers are filtered from-to

const isEqual = (word, value) => word === value;

// `positionOf` gives the place of a variant among the choices, each with its word for the address.
// Of `isMany` choices only those are shown that the address names.
function anyOf(words, labels, positionOf, isMany = false, isSame = isEqual) {
  const box = make("div", { className: "choices" });
  let inputs = [];   // by place
  const isChosen = place => inputs[place]?.checked ?? false;
  const load = wanted => {
    inputs = [];
    words.forEach((word, place) => {
      const checked = wanted("").some(each => isSame(each, word));
      if (checked || !isMany) inputs[place] = make("input", { type: "checkbox", checked });
    });
    box.replaceChildren(...inputs.map((input, place) => make("label", {}, input, labels[place]))
      .filter(Boolean));
    box.hidden = isMany && inputs.length === 0;
  };
  load(() => []);
  return {
    box, load,
    test: () => inputs.some(input => input.checked)
      ? variant => isChosen(positionOf(variant)) : null,
    save: () => words.filter((_, place) => isChosen(place)).map(word => ["", word]),
    takes: (part, word) => part === "" && words.some(each => isSame(word, each)),
  };
}

// `read` makes a number of what is typed, or NaN, for which the page says what was `expected`;
// `numberOf` gives that of a variant
function fromTo(placeholders, read, expected, numberOf) {
  const ends = placeholders.map(placeholder =>
    make("input", { type: "text", inputMode: "decimal", placeholder }));
  const parts = [".from", ".to"];
  const fault = make("span", { className: "fault", role: "alert" });
  const numberIn = (end, otherwise) =>
    end.value.trim() === "" ? otherwise : read(end.value.trim());
  const mark = (end, isWrong) => end.setAttribute("aria-invalid", isWrong);
  return {
    box: make("div", { className: "row" }, make("label", {}, texts.from, " ", ends[0]),
      make("label", {}, texts.to, " ", ends[1]), fault),
    test() {
      const typed = [numberIn(ends[0], -Infinity), numberIn(ends[1], Infinity)];
      const isReversed = typed[0] > typed[1];
      ends.forEach((end, p) => mark(end, isReversed || Number.isNaN(typed[p])));
      fault.textContent = typed.some(Number.isNaN) ? expected : isReversed ? texts.reversed : "";
      const low = Number.isNaN(typed[0]) ? -Infinity : typed[0];
      const high = Number.isNaN(typed[1]) ? Infinity : typed[1];
      return low === -Infinity && high === Infinity ? null
        : variant => numberOf(variant) >= low && numberOf(variant) <= high;
    },
    save: () => parts.map((part, p) => [part, ends[p].value]).filter(([, value]) => value),
    load: wanted => parts.forEach((part, p) => { ends[p].value = wanted(part)[0] ?? ""; }),
    takes: part => parts.includes(part),
  };
}

function containing(textOf) {
  const input = make("input", { type: "text" });
  return {
    box: make("label", {}, texts.contains, " ", input),
    test() {
      const wanted = input.value.toLowerCase();
      return wanted ? variant => textOf(variant).toLowerCase().includes(wanted) : null;
    },
    save: () => input.value ? [[".has", input.value]] : [],
    load: wanted => { input.value = wanted(".has")[0] ?? ""; },
    takes: part => part === ".has",
  };
}

// The filter with a box that is there only for what the address has for it
function rarely(filter) {
  const load = wanted => {
    filter.load(wanted);
    filter.box.hidden = filter.save().length === 0;
  };
  load(() => []);
  return { ...filter, load };
}

function addFilter(key, name, ...made) {
  const group =
    make("fieldset", {}, make("legend", {}, ...name), ...made.map(({ box }) => box));
  group.dataset.key = key;
  $("filters").append(group);
  return made.map(filter => ({ key, ...filter }));
}

const typedNumber = text => Number(plainNumber(text));

// 0.1 is 0.10, but only as a number.
const isSameIn = k => (word, value) => word === value || (keys[k].kind === "number" &&
  word.trim() !== "" && typedNumber(word) === Number(value));

function keyFilter(k) {
  const { key, kind, values: all } = keys[k];
  const placeholders = [0, all.length - 1].map(position => short[k][position]);
  const isNumber = kind === "number";
  const isMany = all.length > (isNumber ? MAX_NUMBERS : MAX_CHOICES);
  const choices = anyOf(all, short[k], variant => values[variant][k], isMany, isSameIn(k));
  const search = isNumber
    ? fromTo(placeholders, typedNumber, texts.no_number, variant => Number(valueOf(variant, k)))
    : containing(variant => valueOf(variant, k));
  return addFilter(key, nameOf(keys[k]), choices, isMany ? search : rarely(search));
}

// A key without a control: all variants have one value, or the picture itself has the theme.
function fixedFilter(k) {
  const placeOf = word => keys[k].values.findIndex(value => isSameIn(k)(word, value));
  return {
    key: keys[k].key,
    test: () => null,
    save: () => [],
    load(wanted) {
      const place = placeOf(wanted("")[0] ?? "");
      if (place >= 0) show(variantWith(current, k, place));
    },
    takes: (part, word) => part === "" && placeOf(word) >= 0,
  };
}

// Sizes of gradients are compared by their logarithms: 1e-970 is no double.
function typedSize(text) {
  const [, sign, mantissa, exponent = 0] = NUMBER.exec(plainNumber(text)) ?? [];
  return mantissa === undefined || sign === "-" ? NaN : Math.log10(Number(mantissa)) + Number(exponent);
}

function resultFilter(result) {
  const order = [...files.keys()].sort((a, b) => sizeOf(result, a) - sizeOf(result, b));
  const used = [...new Set(result.classes)].map(Number).sort();
  const sizes = [order[0], order.at(-1)].map(variant => result.words[variant].replace(MINUS, ""));
  const range = fromTo(sizes, typedSize, texts.no_size, variant => sizeOf(result, variant));
  const byClass = anyOf(used.map(c => classes[c][0]), used.map(c => classes[c][1]),
    variant => used.indexOf(classOf(result, variant)));
  return addFilter(result.key, [resultName(result)], ...(used.length > 1 ? [byClass] : []), range);
}

const filters = [...filtered.flatMap(keyFilter), ...varied.flatMap(resultFilter),
  ...[...keys.keys()].filter(k => !filtered.includes(k)).map(fixedFilter)];
const onlyFaults = make("input", { type: "checkbox", id: "only-faults" });
let matching = [];   // the variants in the grid, in its order

// What a variant is sorted by: the value of the list is "KEY" or "-KEY", from large to small.
const sortings = [
  ...filtered.map(k => ({ key: keys[k].key, name: keys[k].word, of: v => values[v][k] })),
  ...varied.map(result =>
    ({ key: result.key, name: resultName(result), of: v => sizeOf(result, v) })),
];

function sortMatching() {
  const wanted = $("sort").value;
  const sorting = sortings.find(({ key }) => key === wanted.replace(/^-/, ""));
  const sign = wanted.startsWith("-") ? -1 : 1;
  if (!sorting) return;
  const by = new Map(matching.map(variant => [variant, sorting.of(variant)]));
  const compare = (a, b) => a === b ? 0 : a < b ? -sign : sign;   // two may be -Infinity
  matching.sort((a, b) => compare(by.get(a), by.get(b)));
}

function applyFilters() {
  const tests = filters.map(({ test }) => test()).filter(Boolean);
  const theme = themeOf(current);
  matching = [...files.keys()].filter(variant => themeOf(variant) === theme &&
    (!onlyFaults.checked || isFault(variant)) && tests.every(test => test(variant)));
  sortMatching();
  drawTheme();
  drawTally([...files.keys()].filter(variant => themeOf(variant) === theme).length);
  drawGrid();
}

const isFiltered = () => onlyFaults.checked || filters.some(({ save }) => save().length > 0);

function drawTally(count) {
  $("clear").hidden = !isFiltered();
  $("tally").textContent = isFiltered()
    ? say("some", { n: spaced(matching.length), variants: counted(count) }) : counted(count);
}

function clearFilters() {
  for (const { load } of filters) load(() => []);
  onlyFaults.checked = false;
  applyFilters();
}

const themeNamed = name => keys[themeKey].values.indexOf(name);

function drawTheme() {
  $("theme").hidden = themeKey < 0;
  if (themeKey < 0) return;
  $("theme").textContent =
    texts[themeOf(current) === themeNamed("dark") ? "show_light" : "show_dark"];
}

function switchTheme() {
  const other = variant => variantWith(variant, themeKey, 1 - themeOf(variant));
  if (pinned !== undefined) pinned = other(pinned);
  show(other(current));
}

