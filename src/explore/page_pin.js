// Two figures side by side: the pinned one, A, and the present one, B, with what differs

function differenceOf(a, b) {
  const lines = [];
  if (String(a.networks) !== String(b.networks)) {
    lines.push([say("networks"), a.networks.map(name => labelIn(a, name)).join(", "),
      b.networks.map(name => labelIn(b, name)).join(", ")]);
  }
  const isInBoth = key => sectionOf(key) !== "networks" ||
    [a, b].every(({ networks }) => networks.includes(key.split(".")[1]));
  const keys = [...new Set([...Object.keys(a.values), ...Object.keys(b.values)])]
    .filter(isInBoth).sort((left, right) => placeOf(left) - placeOf(right));
  for (const key of keys) {
    const of = each => valueIn(each, key) ?? valueIn(each, partnerOf(key));
    if (of(a) === of(b)) continue;
    const isListed = lines.some(([word]) => word === fullWordOf(key));
    if (!isListed) lines.push([fullWordOf(key), of(a) ?? "–", of(b) ?? "–"]);
  }
  return lines;
}

let differenceShown = "";

function showDifference() {
  $("difference").hidden = pinned === null;
  if (pinned === null) return;
  const lines = differenceOf(pinned, state);
  const wanted = JSON.stringify([language, lines]);
  if (wanted === differenceShown) return;
  differenceShown = wanted;
  if (lines.length === 0) {
    $("difference").replaceChildren(make("p", { className: "muted" }, say("pinned_alone")));
    return;
  }
  const letter = word => make("th", { scope: "col" }, make("span", { className: "letter" }, word));
  $("difference").replaceChildren(make("table", {},
    make("caption", { className: "unseen" }, say("differences")),
    make("thead", {}, make("tr", {}, make("td"), letter("A"), letter("B"))),
    make("tbody", {}, ...lines.map(([word, a, b]) => make("tr", {},
      make("th", { scope: "row" }, word), make("td", {}, a), make("td", {}, b))))));
}

function showPin() {
  $("frame-a").hidden = pinned === null;
  $("pin").setAttribute("aria-pressed", pinned !== null);
  if (pinned === null) {
    drawn.pinned = null;
    drawn.pinnedWords = "";
    showFaults();
    $("frame-a").querySelectorAll("a").forEach(each => each.remove());
  }
  showDifference();
}

const togglePin = () => keepPin(pinned === null ? state : null);

function swapPinned() {
  const before = state;
  state = pinned;
  keepPin(before);
}

function startPin() {
  $("pin").addEventListener("click", togglePin);
  $("unpin").addEventListener("click", () => {
    keepPin(null);
    $("pin").focus();
  });
  $("swap").addEventListener("click", swapPinned);
}
