// The grid: of the matching variants only the rows near the window have elements

const MARGIN = 700;   // px above and below the window that have elements, too
const tiles = new Map();   // of places in the grid
let rows = { columns: 1, height: 0 };

function thumbnail(variant) {
  const file = files[variant];
  const words = isFault(variant) ? faultWords(faults[variant]) : isPdf(file) ? "PDF" : "";
  const kind = isFault(variant) ? "fault" : words ? "" : crop ? "cropped" : "whole";
  const className = `thumbnail ${kind}`;
  if (words) return make("span", { className }, words);
  const image = make("img", { loading: "lazy", decoding: "async", width: 300, height: 200,
    alt: altText(variant) });
  return make("span", { className }, image);
}

// Pictures that pass by faster than anybody can see them are not read: decoding takes most of the
// time of scrolling.

const FAST = 24;     // px from one drawn frame to the next
const REST = 200;    // milliseconds without a new row
const motion = { y: 0, timer: 0 };

function loadPictures() {
  for (const image of $("grid").querySelectorAll("img:not([src])")) {
    image.src = link(files[image.closest(".tile").dataset.variant]);
  }
}

function loadUnlessFast() {
  const isFast = Math.abs(scrollY - motion.y) > FAST;
  motion.y = scrollY;
  clearTimeout(motion.timer);
  if (isFast) motion.timer = setTimeout(loadPictures, REST);
  else loadPictures();
}

// A tile has room for the results of few networks.
function sortedFirst() {
  const isSorted = ({ key }) => key === $("sort").value.replace(/^-/, "");
  return [...varied.filter(isSorted), ...varied.filter(result => !isSorted(result))];
}

const tileCaption = variant => captionWith(variant, filtered) || files[variant];

const tileWords = variant => make("span", { className: "words" },
  make("span", { className: "caption" }, tileCaption(variant)),
  make("span", { className: "outcome" }, resultWords(sortedFirst(), variant)));

function makeTile(place) {
  const variant = matching[place];
  const anchor = make("a", { href: `#${link(files[variant])}`, title: wording(variant) },
    thumbnail(variant), tileWords(variant));
  const tile = make("div", { className: "tile", role: "listitem", ariaSetSize: matching.length,
    ariaPosInSet: place + 1 }, anchor, make("button", { className: "pin" }));
  tile.dataset.variant = variant;
  drawPin(tile);
  return tile;
}

function drawPin(tile) {
  const variant = Number(tile.dataset.variant);
  const button = tile.lastChild;
  const isThis = pinned === variant;
  button.hidden = isFault(variant);
  button.textContent =
    isThis ? texts.pinned : pinned === undefined ? texts.pin_short : texts.compare;
  button.setAttribute("aria-pressed", isThis);
  button.setAttribute("aria-label",
    say("colon", { label: button.textContent, text: captionWith(variant, filtered) }));
}

const drawPins = () => tiles.forEach(drawPin);

// The longest words give all tiles their height.
let longest;

function measureWords() {
  const lengthOf = variant => tileCaption(variant).length;
  longest = longest ?? [...files.keys()].reduce((most, v) => lengthOf(v) > lengthOf(most) ? v : most);
  const probe = make("div", { className: "tile probe" }, tileWords(longest));
  $("grid").append(probe);
  const height = Math.ceil(probe.firstChild.getBoundingClientRect().height);
  probe.remove();
  $("grid").style.setProperty("--words", `${height}px`);
}

// Tiles are equally high, so that the height of one gives the place of all.
function measureRows() {
  measureWords();
  const style = getComputedStyle($("grid"));
  const tile = $("grid").firstElementChild;
  rows = {
    columns: style.gridTemplateColumns.split(" ").length,
    height: tile ? tile.offsetHeight + parseFloat(style.rowGap) : 0,
  };
}

// The places whose rows are at most MARGIN away from the window
function placesInView() {
  const top = -$("grid").getBoundingClientRect().top;
  const count = Math.ceil(matching.length / rows.columns);
  const rowAt = y => clamp(Math.floor(y / rows.height), 0, count);
  const [first, last] = [rowAt(top - MARGIN), rowAt(top + innerHeight + MARGIN + rows.height)];
  $("grid").style.paddingTop = `${first * rows.height}px`;
  $("grid").style.paddingBottom = `${(count - last) * rows.height}px`;
  return [first * rows.columns, Math.min(last * rows.columns, matching.length)];
}

function drawRows() {
  if (rows.height === 0 || $("browse").hidden) return;
  const [first, last] = placesInView();
  for (const [place, tile] of tiles) {
    if (place >= first && place < last) continue;
    tile.remove();
    tiles.delete(place);
  }
  for (let place = first, next = $("grid").firstChild; place < last; place++) {
    let tile = tiles.get(place);
    if (tile) {
      next = tile.nextSibling;
      continue;
    }
    tile = makeTile(place);
    tiles.set(place, tile);
    $("grid").insertBefore(tile, next);
  }
  loadUnlessFast();
}

function drawGrid() {
  tiles.clear();
  $("grid").replaceChildren();
  if ($("browse").hidden || matching.length === 0) return;
  tiles.set(0, makeTile(0));
  $("grid").append(tiles.get(0));
  measureRows();
  drawRows();
}

// Other pictures begin at their first: where the page was has no meaning for them.
function scrollToGrid() {
  const { top } = $("grid").getBoundingClientRect();
  if (top < 0) scrollBy(0, top);
  drawRows();
}

function resizeGrid() {
  const { columns, height } = rows;
  measureRows();
  if (columns !== rows.columns || height !== rows.height) drawRows();
}

let isAskedToDraw = false;

function drawSoon() {
  if (isAskedToDraw) return;
  isAskedToDraw = true;
  requestAnimationFrame(() => {
    isAskedToDraw = false;
    drawRows();
  });
}

// A click on a tile opens its picture, one on its button pins it or compares it with the pinned.
function clickTile(event) {
  const tile = event.target.closest(".tile");
  const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!tile || isModified) return;
  const variant = Number(tile.dataset.variant);
  const isPin = event.target.closest("button");
  if (!isPin && !event.target.closest("a")) return;
  event.preventDefault();
  if (isPin && (pinned === undefined || pinned === variant)) {
    pin(variant);
    return;
  }
  show(variant);
  turn("explore");
  $("figure").focus();
}

const STEPS = { ArrowLeft: () => -1, ArrowRight: () => 1, ArrowUp: n => -n, ArrowDown: n => n };

function moveInGrid(tile, key) {
  if (!(key in STEPS)) return false;
  const place = [...tiles].find(([, other]) => other === tile)[0];
  tiles.get(place + STEPS[key](rows.columns))?.querySelector("a").focus();
  return true;
}

