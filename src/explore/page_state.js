// The state: the networks, and the keys that differ from the spec with their texts as typed. It is
// never changed, only replaced.

const FIRST_OF_NEW = { slope: "0.9" };   // of a network that a reader adds
const SERVER_OF_NEW = { slope: "1" };    // what the server gives it
const specNetworks = spec.networks;
const unchanged = { networks: specNetworks, values: {} };
const given = new Set(spec.given);
let state = unchanged;

const isOfNetwork = (key, name) => key.startsWith(`networks.${name}.`);
const isKnown = name => specNetworks.includes(name);
const networkRows = rows.filter(({ key }) => key.startsWith("networks.NAME."));

// The text without a choice of the reader's, or undefined
function baseOf(key) {
  if (key in spec.values) return spec.values[key];
  const [section, name, last] = key.split(".");
  if (section !== "networks" || isKnown(name)) return undefined;
  return SERVER_OF_NEW[last] ?? rowOf(key)?.initial ?? undefined;
}

function valueIn({ values }, key) {
  const partner = partnerOf(key);
  return values[key] ?? (partner in values ? undefined : baseOf(key));
}
const valueOf = key => valueIn(state, key);
// The figure has words of its language for the names of the article.
const labelIn = (of, name) => valueIn(of, `networks.${name}.label`) ??
  allTexts[language][`network_${name}`] ?? name;
const labelOf = name => labelIn(state, name);
const isChanged = key => key in state.values || partnerOf(key) in state.values;

// A theme that is chosen is kept, because without one the picture follows the page.
const isDefault = (key, text) => text === baseOf(key) && (key !== "figure.theme" || given.has(key));

function withValue(of, key, text) {
  const values = { ...of.values };
  delete values[key];
  delete values[partnerOf(key)];
  if (text !== undefined && !isDefault(key, text)) values[key] = text;
  return { ...of, values };
}

function withoutNetwork(of, name) {
  const kept = Object.entries(of.values).filter(([key]) => !isOfNetwork(key, name));
  return { networks: of.networks.filter(other => other !== name), values: Object.fromEntries(kept) };
}

const NEW_NAMES = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "plain", "residual"];

function withNewNetwork(of) {
  const name = NEW_NAMES.find(word => !of.networks.includes(word) && !isKnown(word)) ??
    NEW_NAMES.find(word => !of.networks.includes(word));
  let next = { ...of, networks: [...of.networks, name] };
  if (isKnown(name)) return [next, name];
  for (const [last, text] of Object.entries(FIRST_OF_NEW)) {
    next = withValue(next, `networks.${name}.${last}`, text);
  }
  return [next, name];
}

// The network under another name, with all its values
function withRenamed(of, name, other) {
  let next = withoutNetwork(of, name);
  next = { ...next, networks: of.networks.map(each => each === name ? other : each) };
  for (const { key } of networkRows) {
    const text = valueIn(of, key.replace("NAME", name));
    if (text !== undefined) next = withValue(next, key.replace("NAME", other), text);
  }
  return next;
}

// The query: the networks first, then keys in the table's order, so that equal states have equal
// addresses

const placeOf = key => rows.indexOf(rowOf(key));

function pairsOf({ networks, values }) {
  const keys = Object.keys(values).sort((a, b) => networks.indexOf(a.split(".")[1]) -
    networks.indexOf(b.split(".")[1]) || placeOf(a) - placeOf(b));
  const pairs = keys.map(key => [key, values[key]]);
  return String(networks) === String(specNetworks) ? pairs
    : [["networks", networks.join()], ...pairs];
}

// Commas and colons are legal in a query, and read better so.
const queryOf = pairs => String(new URLSearchParams(pairs)).replaceAll("%2C", ",")
  .replaceAll("%3A", ":");

function stateOf(query) {
  const pairs = [...new URLSearchParams(query)];
  const networks = pairs[0]?.[0] === "networks" ? pairs.shift()[1].split(",") : specNetworks;
  return pairs.reduce((of, [key, text]) => withValue(of, key, text), { networks, values: {} });
}

const isSame = (a, b) => queryOf(pairsOf(a)) === queryOf(pairsOf(b));

// What a command needs: options of --set, or a whole spec where networks come or go
const settings = pairs => pairs.map(([key, text]) => ` --set ${quoted(`${key}=${text}`)}`).join("");
