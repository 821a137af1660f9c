// The address: the file of the variant, and after it what else is chosen

function chosen() {
  const words = new URLSearchParams();
  for (const { key, save } of filters) {
    for (const [part, value] of save()) words.append(key + part, value);
  }
  if (onlyFaults.checked) words.set("only", "faults");
  if ($("sort").value) words.set("sort", $("sort").value);
  if (pinned !== undefined) words.set("pinned", files[pinned]);
  if (!$("browse").hidden) words.set("view", "all");
  return String(words);
}

function address() {
  const words = chosen();
  return `#${link(files[current])}${words && `?${words}`}`;
}

// Entries of the history have their places in the page, which the browser would look for before
// the grid has its height.

let resting;   // the timer of the end of scrolling

function keepPlace() {
  clearTimeout(resting);
  history.replaceState({ place: scrollY }, "");
}

function keepPlaceSoon() {
  clearTimeout(resting);
  resting = setTimeout(keepPlace, 150);
}

function plainName(link) {
  try {
    return decodeURIComponent(link);
  } catch {   // a percent sign without its digits
    return link;
  }
}

// Links outlive batches. `name` is of a file, `words` are what no filter or order takes.
function drawAbsent(name, words) {
  const said = [];
  if (name) said.push(say("absent", { name }));
  if (words.length > 0) said.push(say("absent_words", { words: listed(words) }));
  $("absent").textContent = said.join(" ");
  $("absent").hidden = said.length === 0;
}

// What the address asks for and the page does not have; a pinned picture is a name of its own.
const OTHER_WORDS = {
  only: word => word === "faults",
  sort: word => [...$("sort").options].some(({ value }) => value === word),
  view: word => ["all", "explore"].includes(word),
  pinned: () => true,
};

const isTaken = (key, word) => OTHER_WORDS[key]?.(word) ?? filters.some(({ key: own, takes }) =>
  key.startsWith(own) && takes(key.slice(own.length), word));

const dropped = words => [...words].filter(([key, word]) => !isTaken(key, word))
  .map(([key, word]) => `${key}=${word}`);

// Shows what the address says; without a file, or with one that is none, `otherwise`.
function follow(otherwise) {
  const [file, query = ""] = location.hash.split("?");
  const words = new URLSearchParams(query);
  forgetWaiting();
  clearTimeout(resting);
  show(byHash.get(file) ?? otherwise);
  const asked = [file.slice(1), link(words.get("pinned") ?? "")];
  if (query !== chosen()) {
    for (const { key, load } of filters) load(part => words.getAll(key + part));
    onlyFaults.checked = words.get("only") === "faults";
    $("sort").value = words.get("sort") ?? "";
    if ($("sort").selectedIndex < 0) $("sort").value = "";   // no such order
    pinned = byHash.get(`#${link(words.get("pinned") ?? "")}`);
    drawPinned();
    applyFilters();
    view(words.get("view") === "all" ? "browse" : "explore");
  }
  drawAbsent(plainName(asked.find(name => name && !byHash.has(`#${name}`)) ?? ""), dropped(words));
  if (history.state?.place !== undefined) scrollTo(0, history.state.place);
}

