// Copies: the command line, the spec, the snippet for a document, the link

async function fetchText(path) {
  const answer = await fetchOwn(path);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

const specText = () => fetchText(`/spec.yaml?${queryOf(pairsOf(state))}`);
const hasOtherNetworks = of => String(of.networks) !== String(specNetworks);

// --set creates no network: then the whole spec goes to standard input.
async function commandLine(extra, file) {
  const pairs = [...pairsOf(state), ...extra].filter(([key]) => key !== "networks");
  const output = ` -o ${quoted(file)}`;
  if (!hasOtherNetworks(state)) return `${spec.command}${settings(pairs)}${output}`;
  return `gradfig render -${settings(extra)}${output} <<'END'\n${await specText()}END`;
}

// Only an SVG follows the reader's theme.
const isOfBothThemes = of => valueIn(of, "figure.theme") === "auto";
const pictureFormat = of => isOfBothThemes(of) ? "svg" : "png";

async function copyText(text, button) {
  const word = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("copied");
  } catch {   // a page may not, or a reader forbids it
    getSelection().selectAllChildren(button.parentElement.querySelector("pre"));
    button.textContent = say("selected");
  }
  setTimeout(() => { button.textContent = word; }, 1500);
}

function copyPart(name, extra) {
  const pre = make("pre", { tabIndex: 0 });
  const button = make("button", { type: "button", textContent: say("copy"),
    ariaLabel: say("copy_what", { name: say(`copy_${name}`) }),
    onclick: () => copyText(pre.textContent, button) });
  const title = make("h3", {}, say(`copy_${name}`), ...(extra ? [" ", extra] : []));
  const box = make("div", { className: "copied" }, title, button, pre);
  box.dataset.copy = name;
  return { box, pre };
}

// What went wrong is said, but not copied.
async function fill(pre, text) {
  const button = pre.parentElement.querySelector("button");
  try {
    pre.textContent = await text;
    button.disabled = false;
  } catch (error) {
    pre.textContent = error.message;
    button.disabled = true;
  }
}

// With the file as it is saved, where no system asks for quotes
function snippetOf(all, system, file) {
  if (all[system] === null) throw new Error(say("no_snippet", { name: system }));
  return /^[\w.-]+$/.test(file)
    ? all[system].replaceAll(`figure.${pictureFormat(state)}`, file) : all[system];
}

function showCopies() {
  const systems = make("select", { ariaLabel: say("document_system") },
    ...spec.snippets.map(name => new Option(name)));
  const command = copyPart("command");
  const link = copyPart("link");
  const snippet = copyPart("snippet", systems);
  const yaml = copyPart("spec");
  $("copies").replaceChildren(...[command, link, snippet, yaml].map(({ box }) => box));
  writeWaiting();
  link.pre.textContent = location.origin + address();
  const file = spec.outputs[pictureFormat(state)];
  fill(command.pre, commandLine([], file));
  fill(yaml.pre, specText());
  const snippets = fetchText(`/snippets.json?${queryOf(pairsOf(state))}`).then(JSON.parse);
  const choose = () =>
    fill(snippet.pre, snippets.then(all => snippetOf(all, systems.value, file)));
  systems.addEventListener("change", choose);
  choose();
}

function startCopy() {
  $("copy").addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") showCopies();
  });
}
