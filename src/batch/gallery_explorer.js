// One picture, moved through by the controls, and a pinned one beside it

const controls = keys.map(control);
let current = 0;
let active = moving[0];
let neighbours = [];   // held, or the browser may forget what it has preloaded
let pinned;            // the variant beside the current one

function activate(k) {
  active = k;
  controls.forEach(({ box }, other) => box.classList.toggle("active", other === active));
}

function move(k, position, isStep = false) {
  activate(k);
  show(variantWith(current, k, position));
  remember(isStep);
}

function show(variant) {
  const isOfOtherTheme = themeOf(variant) !== themeOf(current);
  current = variant;
  $("absent").hidden = true;
  controls.forEach(({ set }, k) => set(values[variant][k]));
  drawPicture(files[variant], faults[variant]);
  drawDetails(files[variant]);
  drawResults();
  drawPinned();
  if (isOfOtherTheme) applyFilters();
}

function step(by) {
  show((current + by + files.length) % files.length);
  remember(true);
}

function note(...words) {
  $("note").replaceChildren(...words);
  $("note").hidden = words.length === 0;
  $("picture").hidden = words.length > 0;
}

function drawPicture(file, fault) {
  const picture = $("picture");
  picture.alt = altText(current);
  if (!fault && !isPdf(file)) {
    picture.src = link(file);
    return;
  }
  picture.removeAttribute("src");
  if (fault) note(say("no_picture", { reason: faultWords(fault) }));
  else note(texts.pdf, " ", make("a", { href: link(file) }, texts.open_pdf));
}

function drawDetails(file) {
  const position = say("position", { file, n: spaced(current + 1), all: spaced(files.length) });
  document.title = dotted(caption(current), title);
  $("caption").textContent = dotted(caption(current), position);
  $("open").href = link(file);
  $("open").hidden = $("commands").hidden = isFault(current);
  const operand = file.replace(/^-/, "./-");
  $("series").textContent = `gradfig series ${operand}`;
  $("render").textContent = `gradfig render ${operand} -o copy${ending(file)}`;
  $("explorer").textContent = `gradfig explore ${operand} --open`;
  $("recipe").hidden = !recipe;
  if (!recipe) return;
  $("recipe").href = `data:text/yaml;charset=utf-8,${encodeURIComponent(recipeOf(current))}`;
  $("recipe").download = `${file.split("/").pop().slice(0, -ending(file).length)}.yaml`;
}

function drawResults() {
  $("results").hidden = results.length === 0;
  for (const row of [...$("results").rows]) row.remove();
  for (const result of results) {
    $("results").append(make("tr", {}, make("th", { scope: "row" }, result.name),
      make("td", {}, result.words[current]),
      make("td", { className: "muted" }, classes[classOf(result, current)][1])));
  }
}

function preload() {
  const near = moving.flatMap(k => [-1, 1].map(by => values[current][k] + by)
    .filter(position => position in keys[k].values)
    .map(position => variantWith(current, k, position)));
  neighbours = near.filter(variant => !isFault(variant) && !isPdf(files[variant]))
    .map(variant => make("img", { src: link(files[variant]) }));
}

function arrived() {
  const { naturalWidth, naturalHeight } = $("picture");
  if (!naturalHeight) return;   // a fault has taken its place meanwhile
  note();
  document.documentElement.style.setProperty("--ratio", naturalWidth / naturalHeight);
  document.documentElement.style.setProperty("--width", `${naturalWidth}px`);
  preload();
}

// What a variant has that the other has not, and the results that differ
function difference(variant, other) {
  const which = moving.filter(k => values[variant][k] !== values[other][k]);
  const differing = results.filter(({ words }) => words[variant] !== words[other]);
  const parts = [captionWith(variant, which), resultWords(differing, variant)];
  return parts.filter(Boolean).join("; ") || caption(variant);
}

function drawPinned() {
  const isPinned = pinned !== undefined;
  $("pinned").hidden = $("difference").hidden = !isPinned;
  $("pin").setAttribute("aria-pressed", isPinned);
  $("pin").textContent = isPinned ? texts.pinned : texts.pin;
  $("pin").disabled = !isPinned && isFault(current);
  if (!isPinned) {
    $("pinned-picture").removeAttribute("src");
    return;
  }
  $("pinned-picture").src = link(files[pinned]);
  $("pinned-picture").alt = altText(pinned);
  const isAlone = pinned === current;
  $("difference").textContent = isAlone ? texts.pinned_alone : difference(current, pinned);
  $("pinned-difference").textContent = say("colon",
    { label: texts.pinned, text: isAlone ? caption(pinned) : difference(pinned, current) });
}

function pin(variant) {
  pinned = pinned === undefined && !isFault(variant) ? variant : undefined;
  drawPinned();
  drawPins();
  remember(true);
}

