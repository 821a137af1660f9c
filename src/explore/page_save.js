// Saves the picture as a file, in any format, theme and size that the server draws; beyond its
// limit there is the command line

const FORMATS = ["png", "svg", "pdf"];
const SIDES = ["width", "height", "scale"];

function radios(name, words, chosen) {
  const box = make("div", { className: "choice", role: "radiogroup", ariaLabel: say(name) });
  for (const word of words) {
    const input = make("input", { type: "radio", name, value: word, checked: word === chosen });
    box.append(make("label", {}, input,
      make("span", {}, name === "format" ? word.toUpperCase() : say(`theme_${word}`))));
  }
  return box;
}

function sizeField(side) {
  const key = `figure.${side}`;
  const field = make("input", { type: "text", inputMode: "numeric", name: side,
    value: valueOf(key) });
  return make("label", { title: rowOf(key).help }, wordOf(key), " ", field);
}

const formValue = name => $("save").elements[name].value.trim();

function savePairs() {
  return [...SIDES.map(side => [`figure.${side}`, formValue(side)]),
    ["figure.theme", formValue("theme")]];
}

const saveName = () => spec.outputs[formValue("format")].replace(/\.\w+$/,
  formValue("theme") === "light" ? "$&" : `-${formValue("theme")}$&`);

// Only what differs from the figure goes into a command line.
const savedExtra = () => savePairs().filter(([key, text]) => text !== valueOf(key));

// Beyond the server's limit, but not beyond the command's
function isTooLarge() {
  const sizes = SIDES.map(side => Number(formValue(side)));
  const [width, height, scale] = sizes;
  const density = formValue("format") === "png" ? scale * scale : 1;
  const areAllowed = sizes.every((size, i) => size === within(size, rowOf(`figure.${SIDES[i]}`)));
  return areAllowed && width * height * density > spec.limits.pixels;
}

// The command's words, under the name of the field
function faultOfSave(text) {
  const [key, said] = faultOf(text.trim(), savePairs());
  return key ? `${wordOf(key)}: ${said}` : text;
}

async function showSave() {
  const isSvg = formValue("format") === "svg";
  const auto = $("save").querySelector("input[value=auto]");
  auto.parentElement.hidden = !isSvg;
  if (auto.checked && !isSvg) $("save").elements.theme.value = pageTheme();
  const large = isTooLarge();
  $("save-large").hidden = !large;
  $("save-now").hidden = large;
  $("save-now").textContent = say("save_file", { file: saveName() });
  $("save-fault").hidden = true;
  if (!large) return;
  const part = copyPart("command");
  $("save-large").replaceChildren(make("p", { className: "muted" },
    say("too_large", { n: spaced(spec.limits.pixels) })), part.box);
  fill(part.pre, commandLine(savedExtra(), saveName()));
}

async function saveNow(event) {
  event.preventDefault();
  const query = queryOf([...pairsOf(state), ...savePairs()]);
  const answer = await fetchOwn(`/figure.${formValue("format")}?${query}`).catch(() => null);
  if (!answer?.ok) {
    $("save-fault").textContent = answer ? faultOfSave(await answer.text()) : say("away");
    $("save-fault").hidden = false;
    return;
  }
  const url = URL.createObjectURL(await answer.blob());
  make("a", { href: url, download: saveName() }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  $("save").hidePopover();
}

function openSave() {
  const theme = isOfBothThemes(state) ? "auto" : themeOf(state);
  $("save-choices").replaceChildren(
    make("div", { className: "row" }, radios("format", FORMATS, pictureFormat(state)),
      radios("theme", ["light", "dark", "auto"], theme)),
    make("p", { className: "row size" }, ...SIDES.map(sizeField)));
  showSave();
}

function startSave() {
  $("save").addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") openSave();
  });
  $("save").addEventListener("input", showSave);
  $("save").addEventListener("submit", saveNow);
}
