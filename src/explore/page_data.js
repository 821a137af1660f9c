// The table of parameters, the spec, and the page's words

const { parameters: rows, spec, texts: allTexts } = JSON.parse($("data").textContent);

// The browser lays a page out again for every text that is set, the same one too.
function showText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Words of the language of the figure; {gap} is filled
let language = "en";
const say = (name, gaps) =>
  allTexts[language][name].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);

// Rows of the table. That of a network is found by its last word: networks.plain.slope

const NAMED = /^(\w+)\.NAME\.(.+)$/;
const byKey = new Map(rows.map(row => [row.key, row]));
const sectionOf = key => key.includes(".") ? key.split(".")[0] : "";
const lastOf = key => key.split(".").pop();

function rowOf(key) {
  const parts = key.split(".");
  return byKey.get(key) ?? (parts.length === 3 ? byKey.get(`${parts[0]}.NAME.${parts[2]}`)
    : undefined);
}

// A number for all layers and the list in its place: slope and slopes
function partnerOf(key) {
  const row = rowOf(key);
  if (row?.type === "single") return `${key}s`;
  const single = key.replace(/s$/, "");
  return row?.type === "list" && rowOf(single)?.type === "single" ? single : undefined;
}

// "slope": the row's word in the language, or the last part of its key
function wordOf(key) {
  const texts = allTexts[language];
  const whole = `key_${key.replaceAll(/[.-]/g, "_")}`;
  const last = lastOf(key).replaceAll(/[_-]/g, " ");
  const named = rowOf(key)?.key.includes("NAME") || sectionOf(key) === "figure";
  return texts[whole] ?? (named || !key.includes(".") ? texts[`key_${lastOf(key)}`] : undefined) ??
    last;
}

// "slope of plain": what tells a control from all others
function fullWordOf(key) {
  const [section, name] = key.split(".");
  return rowOf(key)?.key.includes(".NAME.") && section === "networks"
    ? say("key_of_network", { key: wordOf(key), name: labelOf(name) }) : wordOf(key);
}

// A list as a query has it: "[1, 2]" is 1,2
const plainList = text => text.replace(/^\[|\]$/g, "").split(",").map(item => item.trim()).join();

for (const [key, text] of Object.entries(spec.values)) {
  const isList = ["list", "choices"].includes(rowOf(key)?.type) && !text.startsWith("{");
  if (isList) spec.values[key] = plainList(text);
}

// Numbers for readers: 0.107, 2.04×10⁻⁴, from a sign and a logarithm, which hold any size

// 10^-4 of a plain text, as it is written elsewhere on the page
const withPowers = text => text.replace(/10\^([-\u2212]?\d+)/g,
  (_, exponent) => `10${superscript(exponent.replace(MINUS, "-"))}`);

function shownSize(log10, digits = 3) {
  if (log10 > -4 && log10 < 6) {
    const value = 10 ** log10;
    return value >= 10 ** digits ? spaced(Math.round(value))
      : String(Number(value.toPrecision(digits)));
  }
  let exponent = Math.floor(log10);
  let mantissa = Number((10 ** (log10 - exponent)).toPrecision(digits));
  if (mantissa >= 10) [mantissa, exponent] = [mantissa / 10, exponent + 1];
  return `${mantissa === 1 ? "" : `${mantissa}×`}10${superscript(exponent)}`;
}

// `number` is that of report.json: {sign, log10_abs, value}
function shown(number, digits) {
  if (number.sign === 0) return "0";
  return (number.sign < 0 ? MINUS : "") + shownSize(number.log10_abs, digits);
}

// 10 000, but 3048
const spaced = count => count < 1e4 ? String(count)
  : count.toLocaleString("en").replaceAll(",", "\u202f");

// Asks for words of a shell only where it must.
const quoted = word =>
  /^[\w.,:=+@%\/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
