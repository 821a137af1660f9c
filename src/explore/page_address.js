// The address and its history. One step of a reader is one entry: its first change makes the
// entry, and what is dragged or typed after it replaces it. So undo and redo are back and forward.

const SAME_STEP = 900;   // milliseconds between changes of one control that are one step
const WRITE_REST = 200;  // rest after which the address is written
let step = { control: null, time: 0 };
let position = 0;        // of this entry among those of this visit
let newest = 0;
let written = 0;         // the position that the browser has
let entries = [];        // that are to be written
let waiting = 0;         // the timer that writes them
let following = 0;       // the timer of what follows a control that moves
let pinned = null;       // the state beside the present one

const pinPart = pin => pin === null ? "" : `#pin?${queryOf(pairsOf(pin))}`;

function address(of = state, pin = pinned) {
  const query = queryOf(pairsOf(of));
  return `/${query && `?${query}`}${pinPart(pin)}`;
}

function writeNow() {
  clearTimeout(waiting);
  waiting = 0;
  for (const entry of entries) {
    const write = entry.position > written ? "pushState" : "replaceState";
    written = entry.position;
    history[write]({ position: written }, "", address(entry.state, entry.pinned));
  }
  if (entries.length > 0) sessionStorage.setItem("newest", newest);
  entries = [];
}

// The browser has much to do for each address, so a control that moves waits with it.
function writeSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(writeNow, WRITE_REST);
}

function keepEntry(isNew) {
  if (isNew) newest = ++position;
  entries = [...entries.filter(entry => entry.position < position), { position, state, pinned }];
}

function showCount() {
  $("undo").disabled = position === 0;
  $("redo").disabled = position >= newest;
}

// Goes to `next`. `control` is what the reader moves: the same one again is the same step, until
// it is let go for a while. The browser asks for the picture only when this task has ended, so
// the control alone shows the value at once, and the rest of the page follows in the next task.
function change(next, control = null) {
  const now = performance.now();
  const isSameStep =
    control !== null && step.control === control && now - step.time < SAME_STEP;
  step = { control, time: now };
  if (isSame(next, state)) return;
  state = next;
  draw();
  keepEntry(!isSameStep);
  if (control === null) {
    writeNow();
    showState();
  } else {
    controls.get(control.closest("[data-key]")?.dataset.key)?.show();
    writeSoon();
    following ||= setTimeout(showState);
  }
}

// A slider that is let go ends its step.
function endStep() {
  step.control = null;
  writeNow();
}

function keepPin(next) {
  pinned = next;
  keepEntry(true);
  writeNow();
  showState();
}

function follow() {
  clearTimeout(waiting);
  waiting = 0;
  entries = [];
  step.control = null;
  typingIn = null;
  stops++;
  position = written = history.state?.position ?? 0;
  newest = Math.max(position, Number(sessionStorage.getItem("newest") ?? 0));
  state = stateOf(location.search);
  const [, query] = /^#pin\?(.*)$/.exec(location.hash) ?? [];
  pinned = query === undefined ? null : stateOf(query);
  showState();
}

function startAddress() {
  if (history.state === null) {   // not a reload
    sessionStorage.setItem("newest", 0);
    history.replaceState({ position: 0 }, "", location.href);
  }
  addEventListener("popstate", follow);
  addEventListener("pagehide", writeNow);
  follow();
}
