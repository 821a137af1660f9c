// Asks the server for pictures and numbers: one request at a time, then the newest state. The old
// picture stays until the new one is decoded.

const RETRY = 700;         // milliseconds between attempts while the server is away
const AGAIN = 50;          // after another page's newer request was drawn in place of this one's
const PICTURES = 5;        // after so many pictures the numbers follow a slider that does not rest
const SLOW = 400;          // from then on the picture says that it is being drawn
const SHARPEN = 180;       // rest after which a dense screen gets all its pixels
const drawn = { query: null, pinned: null, numbers: null, colors: null,
  pictures: 0 };   // since the numbers
let isDrawing = false;
let isAway = false;
let moved = 0;             // when a control was last moved
const latencies = [];      // of pictures, from the change to the swap, for measurements

const sleep = milliseconds => new Promise(wake => setTimeout(wake, milliseconds));

// A server that is gone is waited for, and the newest state is asked again.
async function ask(path) {
  try {
    const answer = await fetch(path);
    if (answer.status !== 503) {
      if (isAway) await comeBack();
      return answer;
    }
    await sleep(AGAIN);
  } catch {
    goAway();
    await sleep(RETRY);
  }
  return null;
}

function goAway() {
  isAway = true;
  $("banner").textContent = say("away");
  $("banner").hidden = false;
}

// A server that was started again may have another spec.
async function comeBack() {
  isAway = false;
  $("banner").hidden = true;
  const page = await (await fetch("/")).text();
  if (!["parameters", "spec"].every(id => page.includes($(id).textContent))) location.reload();
}

async function decode(answer) {
  const image = new Image();
  image.src = URL.createObjectURL(await answer.blob());
  await image.decode();
  return image;
}

// The old picture goes when the new one has been painted over it.
function swap(frame, image, query) {
  image.alt = report?.alt ?? "";
  const link = make("a", { href: `/figure.png?${query}`, target: "_blank" }, image);
  link.title = say("open");
  const old = frame.querySelectorAll("a");
  frame.append(link);
  requestAnimationFrame(() => requestAnimationFrame(() => old.forEach(each => {
    URL.revokeObjectURL(each.firstChild.src);
    each.remove();
  })));
}

async function drawPicture() {
  const query = queryOf(viewOf(state));
  const since = moved;
  const timer = setTimeout(() => $("frame").classList.add("slow"), SLOW);
  const answer = await ask(`/figure.png?${query}`);
  clearTimeout(timer);
  $("frame").classList.remove("slow");
  if (answer === null) return;
  drawn.query = query;
  drawn.pictures++;
  $("frame").classList.toggle("wrong", !answer.ok);
  if (!answer.ok) {
    showFaults(await answer.text());
    return;
  }
  showFaults("");
  swap($("frame"), await decode(answer), query);
  if (since > 0) latencies.push(performance.now() - since);
}

async function drawPinned() {
  const query = queryOf(viewOf(pinned));
  const answer = await ask(`/figure.png?${query}`);
  if (answer === null) return;
  drawn.pinned = query;
  if (answer.ok) swap($("frame-a"), await decode(answer), query);
}

async function drawNumbers() {
  const query = queryOf(pairsOf(state));
  const answer = await ask(`/report.json?${query}`);
  if (answer === null) return;
  drawn.numbers = query;
  drawn.pictures = 0;
  if (answer.ok) showNumbers(await answer.json());
}

// Only what colors depend on, so that they are rarely asked for
function colorQuery() {
  const isOfColor = ([key]) => key === "networks" || key === "figure.palette" ||
    /^networks[.][^.]+[.](color|skips?)$/.test(key);
  return queryOf([...pairsOf(state).filter(isOfColor), ["figure.theme", themeOf(state)]]);
}

async function drawColors() {
  const query = colorQuery();
  const answer = await ask(`/colors.json?${query}`);
  if (answer === null) return;
  drawn.colors = query;
  if (answer.ok) showColors(await answer.json());
}

// What is to be asked next, or undefined
function nextRequest() {
  const numbers = drawn.numbers !== queryOf(pairsOf(state));
  if (numbers && drawn.pictures >= PICTURES) return drawNumbers;
  if (drawn.query !== queryOf(viewOf(state))) return drawPicture;
  if (drawn.colors !== colorQuery()) return drawColors;
  if (pinned && drawn.pinned !== queryOf(viewOf(pinned))) return drawPinned;
  return numbers ? drawNumbers : undefined;
}

async function draw() {
  if (isDrawing) return;
  isDrawing = true;
  for (let request; (request = nextRequest());) {
    try {
      await request();
    } catch {   // the answer broke off
      goAway();
      await sleep(RETRY);
    }
  }
  isDrawing = false;
}
