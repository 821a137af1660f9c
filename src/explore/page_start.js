// The page: what follows the state, keys for all of it, and its start

function showLanguage() {
  const wanted = valueOf("figure.language");
  const next = wanted in allTexts ? wanted : language;
  if (next === language && document.body.dataset.language === next) return;
  language = document.body.dataset.language = next;
  document.documentElement.lang = say("language");
  for (const each of document.querySelectorAll("[data-text]")) {
    each.textContent = say(each.dataset.text);
  }
  const labels = { undo: "undo", redo: "redo", pin: "pin_long", "open-copy": "copy_title",
    "open-save": "save_title", tools: "tools", stage: "picture", controls: "controls",
    numbers: "numbers" };
  for (const [id, name] of Object.entries(labels)) {
    $(id).setAttribute("aria-label", say(name));
    if ($(id).matches("button")) $(id).title = say(name);
  }
  for (const frame of document.querySelectorAll(".frame")) {
    frame.dataset.empty = say("no_picture");
    frame.dataset.old = say("old_picture");
  }
  showTheme();
}

function showState() {
  clearTimeout(following);
  following = 0;
  showLanguage();
  showSizes();
  draw();
  showNetworks();
  for (const { show } of new Set(controls.values())) show();
  showSections();
  showPanelChoice();
  showPin();
  showText($("caption"), say("drawn_for_window",
    { width: valueOf("figure.width"), height: valueOf("figure.height") }));
  showCount();
}

// Undo and redo, also where the focus is in a field; there the page's undo would be a surprise
// only for text that is not yet a value, and each value that is typed is one.
function press(event) {
  const key = event.key.toLowerCase();
  const isTyping = event.target.closest("input[type=text], textarea, select");
  if (event.ctrlKey || event.metaKey) {
    const by = key === "z" ? (event.shiftKey ? 1 : -1) : key === "y" ? 1 : 0;
    if (by === 0 || event.altKey) return;
    event.preventDefault();
    travel(by);
  } else if (key === "p" && !event.altKey && !isTyping && !event.repeat) {
    togglePin();
  }
}

function travel(by) {
  writeWaiting();
  if (position + by >= 0 && position + by <= newest) history.go(by);
}

function start() {
  $("file").textContent = spec.file ?? "";
  showLanguage();
  makeSections();
  startNetworks();
  startView();
  startCopy();
  startSave();
  startPin();
  $("undo").addEventListener("click", () => travel(-1));
  $("redo").addEventListener("click", () => travel(1));
  addEventListener("keydown", press);
  startAddress();
}

start();
