// The page: its views, its keys, and its start

const scrolled = { explore: 0, browse: 0 };
let isAsked = false;   // for faults alone, by the button for them

function view(name) {
  const other = name === "explore" ? "browse" : "explore";
  if (!$(other).hidden) scrolled[other] = scrollY;
  for (const each of [name, other]) {
    $(each).hidden = each === other;
    $(`view-${each}`).setAttribute("aria-pressed", each === name);
  }
  if (name === "browse" && tiles.size === 0) applyFilters();
  scrollTo(0, scrolled[name]);
  drawSoon();
}

// As a step of the reader
function turn(name) {
  keepPlace();
  view(name);
  remember(true);
}

// What one button has filtered, the other shows again.
function browse(isOfFaults) {
  if (isOfFaults || isAsked) {
    onlyFaults.checked = isAsked = isOfFaults;
    applyFilters();
  }
  turn("browse");
}

// Keys for the active control, when the focus is not in one that has its own

const MOVES = {
  ArrowLeft: position => Math.max(position - 1, 0),
  ArrowRight: (position, last) => Math.min(position + 1, last),
  Home: () => 0,
  End: (position, last) => last,
};
const CHOOSES = { ArrowUp: -1, ArrowDown: 1 };

function press(event) {
  const { key, target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (target.matches("#grid a") && moveInGrid(target.parentNode, key)) event.preventDefault();
  const input = target.closest("input, select");
  const isTyping = input?.matches("[type=text], select");
  if (key === "p" && !$("explore").hidden && !isTyping && !event.repeat) pin(current);
  const isOurs = (key in MOVES || key in CHOOSES) && moving.length > 0 && !$("explore").hidden;
  // Sliders and radios move by themselves, a list needs all keys.
  if (!isOurs || (input && (key in MOVES || input.matches("select")))) return;
  event.preventDefault();
  if (key in CHOOSES) {
    activate(moving[clamp(moving.indexOf(active) + CHOOSES[key], 0, moving.length - 1)]);
    if (input) controls[active].box.querySelector(":checked, [type=range], select").focus();
  } else {
    move(active, MOVES[key](values[current][active], keys[active].values.length - 1));
  }
}

function drawSummary() {
  const kinds = Object.values(faults).map(fault => `fault_${fault}` in texts ? fault : "failed");
  const told = listed(["missing", "damaged", "other", "foreign", "failed"]
    .map(kind => ({ fault: faultWords(kind), count: kinds.filter(each => each === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ fault, count }) => say("faults", { n: spaced(count), fault })));
  const all = counted(files.length);
  const there = shards && { variants: all, n: shards.count - shards.absent, all: shards.count };
  $("summary").append(shards?.absent ? say("of_shards", there) : all);
  if (told) $("summary").append(": ", make("span", { className: "fault" }, told));
  $("earlier").textContent =
    earlier === 1 ? texts.earlier : say("earlier_all", { n: spaced(earlier) });
  $("earlier").hidden = earlier === 0;
  $("show-faults").hidden = kinds.length === 0;
  $("data").hidden = shards !== null;   // the shards' manifests are not joined yet
}

function fillForms() {
  if (Object.keys(faults).length > 0) {
    $("filters").append(make("label", {}, onlyFaults, " ", texts.only_faults));
  }
  $("filter-box").hidden = !$("filters").hasChildNodes();
  $("filter-box").open = innerWidth > 800;
  const both = ({ key, name }) => [new Option(say("ascending", { name }), key),
    new Option(say("descending", { name }), `-${key}`)];
  $("sort").append(new Option(texts.unsorted, ""), ...sortings.flatMap(both));
  $("sorting").hidden = sortings.length === 0;
  $("lacks-results").hidden = !lacksResults;
  for (const [name, value] of Object.entries(crop ?? {})) {
    $("grid").style.setProperty(`--crop-${name}`, value);
  }
  document.documentElement.style.setProperty("--ratio", ratio);
}

function listen() {
  const click = (id, act) => $(id).addEventListener("click", act);
  click("previous", () => step(-1));
  click("next", () => step(1));
  click("pin", () => pin(current));
  click("grid", clickTile);
  click("view-explore", () => turn("explore"));
  click("view-browse", () => browse(false));
  click("show-faults", () => browse(true));
  click("theme", () => { switchTheme(); remember(true); });
  click("clear", () => { clearFilters(); remember(true); });
  for (const id of ["filters", "sort"]) {
    $(id).addEventListener("input", ({ target }) => {
      applyFilters();
      scrollToGrid();
      remember(target.type !== "text");
    });
  }
  $("filters").addEventListener("submit", event => event.preventDefault());
  $("picture").addEventListener("load", arrived);
  $("picture").addEventListener("error", () => note(texts.gone));
  addEventListener("keydown", press);
  addEventListener("popstate", () => follow(current));
  addEventListener("scroll", () => { drawSoon(); keepPlaceSoon(); }, { passive: true });
  new ResizeObserver(resizeGrid).observe($("grid"));
}

// The pictures follow the theme of the reader, unless the reader has chosen the other.
const reading = matchMedia("(prefers-color-scheme: dark)");
const themeOfReader = () => themeKey < 0 ? -1 : themeNamed(reading.matches ? "dark" : "light");

function changeTheme() {
  if (themeKey >= 0 && themeOf(current) === 1 - themeOfReader()) {
    switchTheme();
    remember(false);
  }
}

function start() {
  drawSummary();
  fillForms();
  document.querySelector("h1").textContent = title;
  $("controls").hidden = keys.length === 0;
  $("steps").hidden = files.length === 1;
  $("keyboard").hidden = moving.length === 0;
  listen();
  history.scrollRestoration = "manual";
  const find = isWanted =>
    [...files.keys()].find(variant => !isFault(variant) && isWanted(variant));
  if (active !== undefined) activate(active);
  current = find(variant => themeOf(variant) === themeOfReader()) ?? find(() => true) ?? 0;
  follow(current);
  remember(false);
  reading.addEventListener("change", changeTheme);
}

start();
