// Networks: a card each, with what differs between them first

const MOST_NETWORKS = 8;
const FIRST_KEYS = ["slope", "slopes", "intercept", "intercepts", "skip", "skips", "scale", "scales"];
const IN_HEAD = ["label", "color"];
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
let colors = [];         // as drawn
let cards = null;        // the networks that have cards

const colorOf = name => valueOf(`networks.${name}.color`) ??
  colors[state.networks.indexOf(name)] ?? "#888888";

function showColors(found) {
  if (String(found) === String(colors)) return;
  colors = found;
  for (const name of state.networks) controls.get(`networks.${name}.color`)?.show();
  document.querySelectorAll("[data-network]").forEach(each =>
    each.style.setProperty("--color", colorOf(each.dataset.network)));
}

// The name that the figure shows, and the color
function networkHead(name) {
  const labelKey = `networks.${name}.label`;
  const head = make("div", { className: "head" });
  const color = control(`networks.${name}.color`).querySelector("input");
  const label = control(labelKey).querySelector("input");
  const remove = removal(name, () => {
    change(withoutNetwork(state, name));
    $("add").focus();
  });
  Object.assign(remove, { className: "quiet icon", title: remove.ariaLabel,
    disabled: state.networks.length === 1 });
  const made = controls.get(labelKey);
  const { show } = made;
  made.show = () => {
    show();
    if (typingIn !== label) label.value = labelOf(name);
  };
  head.append(color, label);
  for (const key of [labelKey, `networks.${name}.color`]) {
    const box = controls.get(key).box;
    head.append(box.querySelector(".reset"));
    box.querySelector(".head").remove();
  }
  head.append(remove);
  return [head, ...IN_HEAD.map(last => controls.get(`networks.${name}.${last}`).box)];
}

// The name in specs, commands and tables
function nameField(name) {
  const field = make("input", { type: "text", value: name, spellcheck: false, id: `name-${name}` });
  const fault = make("p", { className: "fault", hidden: true });
  field.addEventListener("change", () => {
    const other = field.value.trim();
    const isWrong = !NAME.test(other) || ["identity", "ideal"].includes(other) ||
      (other !== name && state.networks.includes(other));
    fault.textContent = isWrong ? say("wrong_name") : "";
    fault.hidden = !isWrong;
    if (!isWrong && other !== name) change(withRenamed(state, name, other));
  });
  return make("div", { className: "control" }, make("div", { className: "head" },
    make("label", { htmlFor: field.id, textContent: say("name_in_specs") }), field), fault);
}

function card(name) {
  const keyed = networkRows.map(({ key }) => key.replace("NAME", name));
  const isFirst = key => FIRST_KEYS.includes(lastOf(key));
  const others = keyed.filter(key => !isFirst(key) && !IN_HEAD.includes(lastOf(key)));
  const box = make("section", { className: "network", ariaLabel: name }, ...networkHead(name),
    make("div", { className: "controls" }, ...controlsFor(keyed.filter(isFirst))),
    make("details", {}, make("summary", {}, say("more")),
      make("div", { className: "controls" }, ...controlsFor(others), nameField(name))));
  box.querySelector("details").open = others.some(isChanged);
  return box;
}

function showNetworks() {
  const wanted = String([language, ...state.networks]);
  if (cards !== wanted) {
    cards = wanted;
    faultsShown = null;   // new cards have none yet
    for (const key of [...controls.keys()]) {
      if (sectionOf(key) === "networks") controls.delete(key);
    }
    $("networks").replaceChildren(...state.networks.map(card));
  }
  showText($("add"), `+ ${say("add_network")}`);
  $("add").hidden = state.networks.length >= MOST_NETWORKS;
}

function startNetworks() {
  $("add").addEventListener("click", () => {
    const [next, name] = withNewNetwork(state);
    change(next);
    controls.get(`networks.${name}.slope`)?.input.main.focus();
  });
}
