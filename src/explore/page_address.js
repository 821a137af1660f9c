// The steps of the reader, which are entries of the history: undo and redo are back and forward.

const SAME_STEP = 900;   // milliseconds between changes of one control that are one step
let step = { control: null, time: 0 };
let position = 0;        // of this entry among those of this visit
let newest = 0;
let following = 0;       // the timer of what follows a control that moves
let pinned = null;       // the state beside the present one

const pinPart = pin => pin === null ? "" : `#pin?${queryOf(pairsOf(pin))}`;

function address() {
  const query = queryOf(pairsOf(state));
  return `/${query && `?${query}`}${pinPart(pinned)}`;
}

function keepEntry(isNew) {
  if (isNew) {
    newest = ++position;
    sessionStorage.setItem("newest", newest);
  }
  remember(isNew, { position });
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
  const isMended = drawn.wrong === queryOf(viewOf(state));   // back leads to what has a picture
  state = next;
  draw();
  keepEntry(!isSameStep && !isMended);
  if (control === null) {
    showState();
  } else {
    controls.get(control.closest("[data-key]")?.dataset.key)?.show();
    following ||= setTimeout(showState);
  }
}

// A slider that is let go ends its step.
function endStep() {
  step.control = null;
  writeWaiting();
}

function keepPin(next) {
  pinned = next;
  keepEntry(true);
  showState();
}

function follow() {
  forgetWaiting();
  step.control = null;
  typingIn = null;
  stops++;
  position = history.state?.position ?? 0;
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
  addEventListener("pagehide", writeWaiting);
  follow();
}
