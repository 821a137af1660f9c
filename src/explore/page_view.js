// How large the pictures are drawn: in the pixels of this window, so that their lines are sharp and
// there are no more of them than are seen. Sizes of type are in proportion to the figure.

const NARROW = matchMedia("(max-width: 56rem)");
const PHONE = matchMedia("(max-width: 37.5rem)");
const DARK = matchMedia("(prefers-color-scheme: dark)");
const MIN = { width: 400, height: 300 };   // of a figure
const CUT = 12;            // px of the empty edges of a figure that a phone's window may cut off
const ONE_PANEL = 1.5;     // width to height of a panel alone, and on a phone
const PHONE_PANEL = 1.12;
const LEAST = 480;         // px of a picture, where the window is so wide
const LEAST_PAIRED = 420;  // px of each of two pictures
const GAP = 16;
const ALL = "all";
let panelShown = "";       // ALL or a panel; "" for what suits the window

const pageTheme = () =>
  localStorage.getItem("theme") || (DARK.matches ? "dark" : "light");
const panelsOf = of => valueIn(of, "figure.panels").split(",");

// A phone has room for one panel beside the controls.
function panelOf(of) {
  const panels = panelsOf(of);
  if (panels.length === 1 || panelShown === ALL) return ALL;
  if (panels.includes(panelShown)) return panelShown;
  return !PHONE.matches ? ALL : panels.includes("gradient") ? "gradient" : panels[0];
}

function themeOf(of) {
  const chosen = "figure.theme" in of.values || given.has("figure.theme");
  const theme = valueIn(of, "figure.theme");
  return chosen && theme !== "auto" ? theme : pageTheme();
}

const isTall = of => NARROW.matches && PHONE.matches && panelOf(of) === ALL;

// Width to height, of a phone's page with a panel below the other as of any other
function ratioOf(of) {
  const [width, height] = ["width", "height"].map(side => Number(valueIn(of, `figure.${side}`)));
  if (panelOf(of) !== ALL) return PHONE.matches ? PHONE_PANEL : ONE_PANEL;
  if (isTall(of)) return 1.55 / panelsOf(of).length;
  return width > 0 && height > 0 ? clamp(width / height, .2, 8) : ONE_PANEL;
}

let stageWidth = 0;   // px; is measured only when it changes, for that makes the browser lay out
const isPaired = () => pinned !== null && stageWidth / 2 - GAP >= LEAST_PAIRED;

// What the window has for the pictures
function roomHeight() {
  if (NARROW.matches) return innerHeight * (pinned ? .6 : .42);
  const table = 60 + 38 * Math.min(state.networks.length, 4);
  return Math.max(innerHeight - 115 - table, 320);
}

// A phone shows the least figure in its own pixels, so that no type becomes smaller.
const drawnWidth = width => width + CUT >= MIN.width ? Math.max(width, MIN.width) : width;

// In px of the page
function sizeOf(of) {
  const ratio = ratioOf(of);
  let width = stageWidth;
  let height = roomHeight();
  if (isTall(of)) return { width, height: drawnWidth(width) / ratio };
  if (pinned && isPaired()) width = (width - GAP) / 2;
  if (pinned && !isPaired()) height /= 2;
  const least = pinned ? LEAST_PAIRED : LEAST;
  const shown = Math.min(width, Math.max(height * ratio, Math.min(least, width * ratio)));
  return { width: Math.floor(shown), height: Math.floor(drawnWidth(shown) / ratio) };
}

// A dense screen gets all of its pixels when the controls rest.
function densityOf({ width, height }) {
  const limit = Math.sqrt(spec.limits.pixels / (width * height));
  return Math.min(isMoving() ? 1 : devicePixelRatio, limit * .99);
}

function viewOf(of) {
  const shown = sizeOf(of);
  const size = { width: drawnWidth(shown.width), height: shown.height };
  const enlarged = Math.max(1, MIN.width / size.width, MIN.height / size.height);
  const density = Math.max(densityOf({ width: size.width * enlarged,
    height: size.height * enlarged }), .5);
  const scale = clamp(Math.floor(density), 1, 4);
  const px = length => String(Math.round(length * enlarged * density / scale));
  const pairs = [...pairsOf(of), ["figure.width", px(size.width)],
    ["figure.height", px(size.height)], ["figure.scale", String(scale)],
    ["figure.theme", themeOf(of)]];
  const panel = panelOf(of);
  return panel === ALL ? pairs : [...pairs, ["figure.panels", panel]];
}

function showSizes() {
  $("pictures").classList.toggle("paired", pinned !== null);
  $("pictures").classList.toggle("stacked", pinned !== null && !isPaired());
  for (const [id, of] of [["frame", state], ["frame-a", pinned]]) {
    if (of === null) continue;
    const { width, height } = sizeOf(of);
    $(id).style.width = `${width}px`;
    $(id).style.height = `${height}px`;
  }
  const above = pinned && !isPaired() ? sizeOf(pinned).height : 0;
  $("stage").style.setProperty("--above", `${above}px`);
  $("stage").classList.toggle("tall", isTall(state));
}

let choiceShown = "";

function showPanelChoice() {
  const panels = panelsOf(state);
  const wanted = JSON.stringify([language, panels, panelOf(state)]);
  if (wanted === choiceShown) return;
  choiceShown = wanted;
  $("panel").hidden = panels.length < 2;
  $("panel").replaceChildren(new Option(say("all_panels"), ALL),
    ...panels.map(panel => new Option(panel)));
  $("panel").value = panelOf(state);
  $("panel").setAttribute("aria-label", say("panel_shown"));
}

function showTheme() {
  const chosen = localStorage.getItem("theme") ?? "";
  document.documentElement.dataset.theme = chosen;
  $("theme").replaceChildren(...["system", "light", "dark"].map(
    name => new Option(say(`theme_${name}`), name === "system" ? "" : name)));
  $("theme").value = chosen;
  $("theme").setAttribute("aria-label", say("theme"));
}

// Draws again where the window has changed.
function resize() {
  showSizes();
  showPanelChoice();
  draw();
}

// What stays at the top of the window; a control that gets the focus is to stand below it.
function showCovered() {
  const stage = $("stage");
  const isSticky = getComputedStyle(stage).position === "sticky";
  const bottom = stage.offsetHeight + parseFloat(getComputedStyle(stage).top);
  document.documentElement.style.setProperty("--covered", isSticky ? `${bottom}px` : "var(--bar)");
}

function startView() {
  new ResizeObserver(([{ contentRect }]) => {
    stageWidth = contentRect.width;
    resize();
    showCovered();
  }).observe($("stage"));
  stageWidth = $("pictures").clientWidth;
  addEventListener("resize", resize);
  DARK.addEventListener("change", resize);
  $("theme").addEventListener("change", () => {
    localStorage.setItem("theme", $("theme").value);
    showTheme();
    resize();
  });
  $("panel").addEventListener("change", () => {
    panelShown = $("panel").value;
    resize();
  });
}
