// The address and its history. One step of a reader is one entry: its first change makes the
// entry, and what is dragged or typed after it replaces it. So undo and redo are back and forward.

const SAME_STEP = 900;   // milliseconds between changes of one control that are one step
let step = { control: null, time: 0 };
let position = 0;        // of this entry among those of this visit
let newest = 0;
let waiting = 0;         // the timer of an address to be written
let pinned = null;       // the state beside the present one

const pinPart = () => pinned === null ? "" : `#pin?${queryOf(pairsOf(pinned))}`;

function address() {
  const query = queryOf(pairsOf(state));
  return `/${query && `?${query}`}${pinPart()}`;
}

function writeNow() {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = 0;
  history.replaceState({ position }, "", address());
}

// Browsers stop a page that writes its address at every step of a slider.
function writeSoon() {
  if (!waiting) waiting = setTimeout(writeNow, 200);
}

function keepCount() {
  sessionStorage.setItem("newest", newest);
  $("undo").disabled = position === 0;
  $("redo").disabled = position >= newest;
}

function pushEntry() {
  writeNow();
  newest = ++position;
  history.pushState({ position }, "", address());
  keepCount();
}

// Goes to `next`. `control` is what the reader moves: the same one again is the same step, until
// it is let go for a while.
function change(next, control = null) {
  const now = performance.now();
  const isSameStep =
    control !== null && step.control === control && now - step.time < SAME_STEP;
  step = { control, time: now };
  if (isSame(next, state)) return;
  state = next;
  draw();   // first, so that the server draws while all else follows
  if (isSameStep) writeSoon();
  else pushEntry();
  showState();
}

// A slider that is let go ends its step.
function endStep() {
  step.control = null;
  writeNow();
}

function keepPin(next) {
  pinned = next;
  pushEntry();
  showState();
}

function follow() {
  clearTimeout(waiting);
  waiting = 0;
  step.control = null;
  typingIn = null;
  stops++;
  position = history.state?.position ?? 0;
  newest = Math.max(position, Number(sessionStorage.getItem("newest") ?? 0));
  state = stateOf(location.search);
  const [, query] = /^#pin\?(.*)$/.exec(location.hash) ?? [];
  pinned = query === undefined ? null : stateOf(query);
  keepCount();
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
