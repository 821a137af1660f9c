// The filters: each has its box, and test(), a function of a variant or null for all. save() gives
// parts of the address with their values, load() takes the values of a part.

const MAX_NUMBERS = 12;   // above it numbers are filtered from-to

// `positionOf` gives the place of a variant among the choices, each with its word for the address
function anyOf(words, labels, positionOf) {
  const inputs = words.map(() => make("input", { type: "checkbox" }));
  const boxes = inputs.map((input, p) => make("label", {}, input, labels[p]));
  return {
    box: make("div", { className: "choices" }, ...boxes),
    test() {
      const allowed = inputs.map(input => input.checked);
      return allowed.includes(true) ? variant => allowed[positionOf(variant)] : null;
    },
    save: () => words.filter((_, p) => inputs[p].checked).map(word => ["", word]),
    load(wanted) {
      inputs.forEach((input, p) => { input.checked = wanted("").includes(words[p]); });
    },
  };
}

// `read` makes a number of what is typed, and `numberOf` gives that of a variant
function fromTo(placeholders, read, numberOf) {
  const ends = placeholders.map(placeholder =>
    make("input", { type: "text", inputMode: "decimal", placeholder }));
  const parts = [".from", ".to"];
  const fault = make("span", { className: "fault", role: "alert" });
  const limit = (end, otherwise) => {
    const number = end.value.trim() === "" ? otherwise : read(end.value.trim());
    end.setAttribute("aria-invalid", Number.isNaN(number));
    return Number.isNaN(number) ? otherwise : number;
  };
  return {
    box: make("div", { className: "row" }, make("label", {}, texts.from, " ", ends[0]),
      make("label", {}, texts.to, " ", ends[1]), fault),
    test() {
      const [low, high] = [limit(ends[0], -Infinity), limit(ends[1], Infinity)];
      fault.textContent = ends.some(end => end.ariaInvalid === "true") ? texts.no_number : "";
      return low === -Infinity && high === Infinity ? null
        : variant => numberOf(variant) >= low && numberOf(variant) <= high;
    },
    save: () => parts.map((part, p) => [part, ends[p].value]).filter(([, value]) => value),
    load: wanted => parts.forEach((part, p) => { ends[p].value = wanted(part)[0] ?? ""; }),
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
    save: () => input.value ? [["", input.value]] : [],
    load: wanted => { input.value = wanted("")[0] ?? ""; },
  };
}

function addFilter(key, name, ...made) {
  const group =
    make("fieldset", {}, make("legend", {}, ...name), ...made.map(({ box }) => box));
  group.dataset.key = key;
  $("filters").append(group);
  return made.map(filter => ({ key, ...filter }));
}

const typedNumber = text => Number(plainNumber(text));

function keyFilter(k) {
  const { key, kind, values: all } = keys[k];
  const placeholders = [0, all.length - 1].map(position => short[k][position]);
  const isRange = kind === "number" && all.length > MAX_NUMBERS;
  const made = isRange ? fromTo(placeholders, typedNumber, variant => Number(valueOf(variant, k)))
    : all.length > MAX_CHOICES ? containing(variant => valueOf(variant, k))
      : anyOf(all, short[k], variant => values[variant][k]);
  return addFilter(key, nameOf(keys[k]), made);
}

// Sizes of gradients are compared by their logarithms: 1e-970 is no double.
function typedSize(text) {
  const [, , mantissa, exponent = 0] = NUMBER.exec(plainNumber(text)) ?? [];
  return mantissa === undefined ? NaN : Math.log10(Number(mantissa)) + Number(exponent);
}

function resultFilter(result) {
  const order = [...files.keys()].sort((a, b) => sizeOf(result, a) - sizeOf(result, b));
  const used = [...new Set(result.classes)].map(Number).sort();
  const range = fromTo([order[0], order.at(-1)].map(variant => result.words[variant]), typedSize,
    variant => sizeOf(result, variant));
  const byClass = anyOf(used.map(c => classes[c][0]), used.map(c => classes[c][1]),
    variant => used.indexOf(classOf(result, variant)));
  return addFilter(result.key, [resultName(result)], ...(used.length > 1 ? [byClass] : []), range);
}

const filters = [...filtered.flatMap(keyFilter), ...varied.flatMap(resultFilter)];
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

