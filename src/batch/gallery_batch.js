// The batch: its keys, its variants and their results, and what a reader calls them

const {
  shards, keys, files, values, faults, results, lacksResults, earlier, title, texts, classes, crop,
  ratio, recipe,
} = JSON.parse($("batch").textContent);
const isFault = variant => variant in faults;
const faultWords = fault => texts[`fault_${fault}`] ?? fault;
const ending = file => file.slice(file.lastIndexOf("."));
const isPdf = file => ending(file) === ".pdf";

const say = (name, gaps) => texts[name].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
const listed = words => words.join(texts.separator);
const dotted = (...parts) => parts.filter(Boolean).join(" \u00b7 ");
const spaced = count => count.toLocaleString("en").replaceAll(",", "\u00a0");
const counted = count => count === 1 ? texts.variant : say("variants", { n: spaced(count) });
const link = file => file.split("/").map(encodeURIComponent).join("/");

// Offers only values that some variant has; numbers go from small to large, whatever the spec.
function tidy(key, k) {
  const by = key.kind === "number" ? position => Number(key.values[position]) : Number;
  const used = [...new Set(values.map(positions => positions[k]))];
  used.sort((a, b) => by(a) - by(b));
  const place = new Map(used.map((position, p) => [position, p]));
  for (const positions of values) positions[k] = place.get(positions[k]);
  key.values = used.map(position => key.values[position]);
}

keys.forEach(tidy);
const byHash = new Map(files.map((file, variant) => [`#${link(file)}`, variant]));
const byPositions = new Map(values.map((positions, variant) => [positions.join(), variant]));
const moving = [...keys.keys()].filter(k => keys[k].values.length > 1);
const valueOf = (variant, k) => keys[k].values[values[variant][k]];

// Light and dark pictures are the same figure: the grid shows those of one theme.
const themeKey = keys.findIndex(({ key, values: themes }, k) => key === "figure.theme" &&
  moving.includes(k) && themes.every(theme => ["light", "dark"].includes(theme)));
const filtered = moving.filter(k => k !== themeKey);
const themeOf = variant => themeKey < 0 ? -1 : values[variant][themeKey];

// Values for readers: -1e-7 is −10⁻⁷, and captions have the digits that tell the values apart

const NUMBER = /^([-+]?)([\d.]+)(?:e([-+]?\d+))?$/i;

function shownNumber(text) {
  const [, sign, mantissa, exponent] = NUMBER.exec(text) ?? [];
  if (mantissa === undefined) return text;
  const power = exponent === undefined ? "" : `10${superscript(Number(exponent))}`;
  const factor = power === "" ? mantissa : Number(mantissa) === 1 ? "" : `${mantissa}×`;
  return `${sign === "-" ? MINUS : ""}${factor}${power}`;
}

// The number as typed of what shownNumber shows, for what a reader types
function plainNumber(text) {
  const [, factor, power] = /^(.*?)×?10(⁻?[⁰¹²³⁴-⁹]+)$/.exec(text) ?? [, text];
  const plain = factor.replace(MINUS, "-");
  if (power === undefined) return plain;
  const exponent = power.replace("⁻", "-").replace(/[^-]/g, digit => SUPERSCRIPTS.indexOf(digit));
  return `${/\d/.test(plain) ? plain : `${plain}1`}e${exponent}`;
}

const THEMES = { light: texts.light, dark: texts.dark };
const AS_SHOWN = {
  number: shownNumber, word: word => THEMES[word] ?? word, text: String,
  list: list => list.split(",").map(shownNumber).join(", "),
};
const shown = (k, position) => AS_SHOWN[keys[k].kind](keys[k].values[position]);

function shortValues(key, k) {
  if (key.kind !== "number") return key.values.map((_, position) => shown(k, position));
  const write = digits => key.values.map(value => {
    const rounded = String(Number(Number(value).toPrecision(digits)));
    return shownNumber(rounded.length < value.length ? rounded : value);
  });
  let digits = 4;
  while (digits < 17 && new Set(write(digits)).size < key.values.length) digits++;
  return write(digits);
}

const short = keys.map(shortValues);
const unbroken = words => words.length < 25 ? words.replaceAll(" ", "\u00a0") : words;
const captionWith = (variant, which) =>
  listed(which.map(k => unbroken(`${keys[k].caption}${short[k][values[variant][k]]}`)));
const caption = variant => captionWith(variant, moving);
const wording = variant =>
  listed(keys.map(({ word }, k) => `${word} ${shown(k, values[variant][k])}`));
const altText = variant => say("figure", { name: wording(variant) || files[variant] });

// Results: the gradient of each network

const varied = results.filter(({ words }) => new Set(words).size > 1);
const sizeOf = (result, variant) => result.sizes[variant] ?? -Infinity;   // as a logarithm
const classOf = (result, variant) => Number(result.classes[variant]);
const resultWords = (which, variant) =>
  listed(which.map(({ name, words }) => unbroken(`${name} ${words[variant]}`)));
const resultName = result => say(
  result.words.some(word => word.startsWith(MINUS)) ? "gradient_size" : "gradient", result);

// The variant for other values

// A control that has to change costs one, and a number a part more the further it goes.
function distance(from, to) {
  let sum = 0;
  for (const k of moving) {
    if (from[k] === to[k]) continue;
    const isNumber = keys[k].kind === "number";
    sum += 1 + (isNumber ? Math.abs(from[k] - to[k]) / keys[k].values.length : 0);
  }
  return sum;
}

// Keys varied together lack combinations: then the nearest variant with the value asked for.
function variantWith(variant, k, position) {
  const wanted = values[variant].map((old, other) => other === k ? position : old);
  let best = byPositions.get(wanted.join());
  if (best !== undefined) return best;
  let least = Infinity;
  values.forEach((positions, other) => {
    if (positions[k] !== position) return;
    const far = distance(wanted, positions);
    if (far < least) [best, least] = [other, far];
  });
  return best;
}

// Each line of the recipe with the keys that lead to it: networks.plain.slope. A list of one
// value stands there under slope, where slopes vary.

const AS_YAML = {
  number: String, word: String, text: JSON.stringify, list: value => `[${value}]`,
};
const FIELD = /^( *)([^:]+):/;

function recipeOf(variant) {
  const path = [];
  return recipe.split("\n").map(line => {
    const [start, indent, name] = FIELD.exec(line) ?? [];
    if (start === undefined) return line;
    path.splice(indent.length / 2, Infinity, name);
    const wanted = path.join(".");
    const k = keys.findIndex(({ key }) => key === wanted || key === `${wanted}s`);
    if (k < 0) return line;
    const value = AS_YAML[keys[k].kind](valueOf(variant, k));
    return `${indent}${keys[k].key.split(".").pop()}: ${value}`;
  }).join("\n");
}

