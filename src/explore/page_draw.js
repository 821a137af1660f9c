// Asks the server for pictures and numbers: one request at a time, then the newest state. The old
// picture stays until the new one is decoded.

const RETRY = 700;         // milliseconds between attempts while the server is away
const AGAIN = 50;          // after another page's newer request was drawn in place of this one's
const SLOW = 400;          // from then on the picture says that it is being drawn
const REST = 150;          // of a control, after which numbers and a dense screen's pixels follow
const PICTURES = 8;        // after so many of them the numbers follow a control that does not rest
const drawn = {
  query: null, pinned: null, numbers: null,
  wrong: null, good: null,   // the query that has no picture, and of which numbers the last picture is
  words: "", pinnedWords: "",   // why there is no picture of the present and the pinned figure
  pictures: 0,               // since the numbers
};
let isDrawing = false;
let isAway = false;
let moved = -REST;         // when a control was last moved
let resting = 0;           // the timer of its rest

const sleep = milliseconds => new Promise(wake => setTimeout(wake, milliseconds));

const isMoving = () => performance.now() - moved < REST;

function noteMove() {
  moved = performance.now();
  clearTimeout(resting);
  resting = setTimeout(draw, REST + 1);
}

// An answer for the spec of this page. A server that was started again with another spec has another
// page; one without a digest is none of gradfig's.
async function fetchOwn(path) {
  const answer = await fetch(path);
  const digest = answer.headers.get("Gradfig-Page");
  if (digest === $("data").dataset.digest) return answer;
  if (digest === null) throw new Error(say("away"));
  location.reload();
  return new Promise(() => {});   // nothing more is shown here
}

// A server that is gone is waited for, and the newest state is asked again.
async function ask(path) {
  try {
    const answer = await fetchOwn(path);
    if (answer.status !== 503) {
      isAway = false;
      $("banner").hidden = true;
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
  $("banner").replaceChildren(say("away"), " ",
    make("code", {}, `${spec.again} --port ${location.port}`));
  $("banner").hidden = false;
}

// A picture that is decoded, or null. The browser loads it in fewer steps than fetch does.
async function load(path) {
  const image = make("img", { fetchPriority: "high", src: path });
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}

// The picture of `query`, a view of the state `of`; the words of the command where it draws none;
// null if it is to be asked again.
async function askPicture(query, of) {
  const image = isAway ? null : await load(`/figure.png?${query}`);
  if (image !== null) return { image };
  // Why there is none is asked of the figure itself, because the answer may have a command for it.
  const own = await ask(`/figure.${pictureFormat(of)}?${queryOf(pairsOf(of))}`);
  const answer = own?.ok ? await ask(`/figure.png?${query}`) : own;
  if (answer === null) return null;
  const words = await answer.text();
  if (!answer.ok) return { words };
  await sleep(AGAIN);
  return null;
}

// The old picture goes when the new one has been painted over it.
function swap(frame, image, query) {
  image.alt = report?.alt ?? "";
  const link = make("a", { href: `/figure.png?${query}`, target: "_blank" }, image);
  link.title = say("open");
  const old = frame.querySelectorAll("a");
  frame.append(link);
  requestAnimationFrame(() => requestAnimationFrame(() => old.forEach(each => each.remove())));
}

async function drawPicture() {
  const query = queryOf(viewOf(state));
  const numbers = numbersQuery();
  const timer = setTimeout(() => $("frame").classList.add("slow"), SLOW);
  const answer = await askPicture(query, state);
  clearTimeout(timer);
  $("frame").classList.remove("slow");
  if (answer === null) return;
  drawn.query = query;
  drawn.pictures++;
  drawn.wrong = answer.image ? null : query;
  if (answer.image) {
    drawn.good = numbers;
    swap($("frame"), answer.image, query);
  }
  $("frame").classList.toggle("wrong", !answer.image);
  drawn.words = answer.words ?? "";
  showFaults();
}

async function drawPinned() {
  const query = queryOf(viewOf(pinned));
  const answer = await askPicture(query, pinned);
  if (answer === null) return;
  drawn.pinned = query;
  if (answer.image) swap($("frame-a"), answer.image, query);
  $("frame-a").classList.toggle("wrong", !answer.image);
  drawn.pinnedWords = answer.words ?? "";
  showFaults();
}

// The colors of the networks are among them, and depend on the theme.
const numbersQuery = () => queryOf([...pairsOf(state), ["figure.theme", themeOf(state)]]);

// The numbers beside a picture are its own, also if what is typed now has none.
const wantedNumbers = () =>
  drawn.wrong === queryOf(viewOf(state)) ? drawn.good ?? drawn.numbers : numbersQuery();

async function drawNumbers() {
  const query = wantedNumbers();
  const timer = setTimeout(() => $("numbers").classList.add("old"), SLOW);
  const answer = await ask(`/numbers.json?${query}`);
  clearTimeout(timer);
  $("numbers").classList.remove("old");
  if (answer === null) return;
  drawn.numbers = query;
  drawn.pictures = 0;
  if (answer.ok) showNumbers(await answer.json());
  else showNoNumbers(await answer.text());
}

// What is to be asked next, or undefined. The numbers follow every picture: their answer alone can
// tell that the server has another spec.
function nextRequest() {
  const wanted = wantedNumbers();   // null without a picture so far
  const isOld = wanted !== null && (drawn.pictures > 0 || drawn.numbers !== wanted);
  const numbers = isOld ? drawNumbers : undefined;
  if (numbers && drawn.pictures >= PICTURES) return numbers;
  if (drawn.query !== queryOf(viewOf(state))) return drawPicture;
  if (pinned && drawn.pinned !== queryOf(viewOf(pinned))) return drawPinned;
  return isMoving() ? undefined : numbers;
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
