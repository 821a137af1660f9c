// What the picture says, in numbers: a row a network, the claims of the spec, the alternative text

const LOST = -2;   // the logarithm of what is left when 99% are lost

// "keeps 11%", "6.19 times as large"
function keptWords({ sign, log10_abs }) {
  if (sign === 0) return say("nothing");
  if (sign > 0 && log10_abs < -1e-12 && 10 ** log10_abs >= .9995) return say("percent_nearly_all");
  const isNegative = sign < 0 ? MINUS : "";
  return log10_abs > 0 ? `${isNegative}×${shownSize(log10_abs)}`
    : say("percent", { number: `${isNegative}${shownSize(log10_abs + 2)}` });
}

function halfWords({ half_life, decades_per_layer }) {
  if (half_life === null || half_life === undefined) return "–";
  const shownLife = shownSize(Math.log10(Math.abs(half_life)));
  const word = decades_per_layer < 0 ? "halves" : "doubles";
  return shownLife === "1" ? say(`${word}_each`) : say(word, { n: shownLife });
}

const classWord = name =>
  allTexts[language][`class_${name.replaceAll(/[ -]/g, "_")}`] ?? name;

// The layers after which 1% is left, or 100 times as much. `layers` is null where all are equal;
// otherwise it is a table of them, beyond which their mean says about how many it takes.
function hundredthWords({ decades_per_layer: decades, gradient, layers }) {
  const isLost = gradient.sign === 0 || decades < 0;
  const crosses = ({ gradient: { sign, log10_abs } }) => sign === 0 ||
    (isLost ? log10_abs <= LOST + 1e-9 : log10_abs >= -LOST - 1e-9);
  const at = layers?.find(crosses)?.layer ?? (gradient.sign === 0 ? 1 : undefined);
  if (at === undefined && decades === null) return "–";
  if (at === undefined && Math.abs(decades) < 1e-300) return say("never");
  const count = at ?? Math.ceil(-LOST / Math.abs(decades) - 1e-9);
  const words = count < 1e9 ? spaced(count) : shownSize(Math.log10(count));
  const about = layers !== null && at === undefined ? "≈\u202f" : "";
  return say(isLost ? "lost_after" : "grown_after", { layers: about + words });
}

// "halves every 3 layers" and "×100 from depth 26" need no label on a phone.
const namesItself = (name, words) => (name === "half_life" && words !== "–") ||
  (name === "hundredth" && words.includes("×100"));

function networkRow(network) {
  const cells = [
    ["gradient", make("b", {}, shown(network.gradient))], ["kept", keptWords(network.gradient)],
    ["class", classWord(network.class)], ["half_life", halfWords(network)],
    ["hundredth", hundredthWords(network)], ["activation", shown(network.activation)],
  ];
  const dot = make("span", { className: "dot" });
  dot.dataset.network = network.name;
  dot.style.setProperty("--color", colorOf(network.name));
  const row = make("tr", {}, make("th", { scope: "row" }, dot, network.label));
  for (const [name, content] of cells) {
    const cell = make("td", {}, content);
    cell.dataset.label = namesItself(name, content) ? "" : say(`column_${name}`);
    if (name === "half_life") cell.dataset.wide = "";
    row.append(cell);
  }
  return row;
}

function showTable({ networks }) {
  const columns = ["gradient", "kept", "class", "half_life", "hundredth", "activation"];
  const head = make("tr", {}, make("th", { scope: "col" }, say("column_network")),
    ...columns.map(name => make("th", { scope: "col" }, say(`column_${name}`))));
  const caption = make("caption", { className: "unseen" }, say("numbers"));
  $("table").replaceChildren(make("table", {}, caption, make("thead", {}, head),
    make("tbody", {}, ...networks.map(networkRow))));
}

function showClaims(claims) {
  $("claim-box").hidden = claims.length === 0;
  const wrong = claims.filter(({ holds }) => !holds);
  $("claim-box").querySelector("summary").textContent =
    say("claims", { n: claims.length - wrong.length, all: claims.length });
  const ordered = [...wrong, ...claims.filter(({ holds }) => holds)];
  $("claims").replaceChildren(...ordered.map(({ text, holds, class: named, computed }) => {
    const found = named ? classWord(named) : computed ? shown(computed) : "–";
    return make("li", { className: holds ? "" : "wrong" }, text,
      ...(holds ? [] : [make("span", { className: "found" }, `${say("now")} ${found}`)]));
  }));
}

let report = null;

function showNumbers(found) {
  report = found;
  showColors(report.networks.map(({ color }) => color));
  showTable(report);
  showClaims(report.claims);
  $("alt").textContent = report.alt;
  $("notices").replaceChildren(...report.notices.map(({ text }) =>
    make("li", {}, withPowers(text))));
  $("finding").textContent = report.title;
  const image = $("frame").querySelector("a:last-of-type img");
  if (image) image.alt = report.alt;
  document.title = `${report.title} · gradfig explore`;
  $("numbers").hidden = $("more").hidden = false;
  showDifference();
}

// They may be more work than the picture.
function showNoNumbers(words) {
  const lines = linesOf(words).map(line => faultWords(line, pairsOf(state)));
  report = null;
  $("table").replaceChildren(make("p", { className: "muted" }, lines.join(" ")));
  $("more").hidden = true;
}
