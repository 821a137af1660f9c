// Values as texts: steps that keep the decimals a reader sees, and scales of sliders

const LOGARITHMIC = 1000;    // a whole number whose limits are so far apart has a log slider
const WITHOUT_SLIDER = 1e9;  // and one that goes further has none
const LOG_REACH = 1000;      // times the default
const isNumber = text => /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i.test(text);

// 1, 2 or 5 times a power of ten, not less than `size`
function nice(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  return [1, 2, 5, 10].map(factor => factor * power).find(each => each >= size * (1 - 1e-9));
}

function decimalsOf(text) {
  const [mantissa, exponent = "0"] = String(text).toLowerCase().split("e");
  return clamp((mantissa.split(".")[1] ?? "").length - Number(exponent), 0, 15);
}

function write(value, decimals) {
  const text = value.toFixed(decimals);
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" ? "0" : short;
}

const within = (value, { low, high }) => clamp(value, low ?? -Infinity, high ?? Infinity);

// The text one step on: 0.8 and 0.01 give 0.81
function added(text, delta, row) {
  const decimals = Math.max(decimalsOf(text), decimalsOf(delta));
  return write(within(Number(text) + delta, row), decimals);
}

// A scale has position(text) and text(position), 0 to 1, and next(text, sign, size) with size
// "fine", "step" or "coarse".

// Equal steps. Its range holds the spec's value and the present one, and grows by typing.
function linearScale(row, texts) {
  const largest = Math.max(...texts.filter(isNumber).map(text => Math.abs(Number(text))), 0);
  const smallest = Math.abs(Number(texts[0] ?? 0));
  const isSmall = smallest > 0 && smallest < .05 && largest < .5;
  const reach = isSmall ? nice(Math.max(2.5 * smallest, largest)) :
    largest <= 2 ? 2 : nice(1.25 * largest);
  const ends = row.low === null || row.high === null || row.high - row.low > 1000 * reach
    ? [Math.max(row.low ?? -Infinity, -reach), Math.min(row.high ?? Infinity, reach)]
    : [row.low, row.high];
  const length = ends[1] - ends[0];
  const unit = row.type === "whole" ? Math.max(1, nice(length / 400)) : nice(length / 400);
  const sizes = row.type === "whole" ? { fine: 1, step: unit, coarse: 10 * unit }
    : { fine: unit / 10, step: unit, coarse: 10 * unit };
  return {
    ends,
    position: text => (Number(text) - ends[0]) / length,
    text: position => write(within(Math.round((ends[0] + position * length) / unit) * unit, row),
      decimalsOf(unit)),
    next: (text, sign, size) => added(text, sign * sizes[size], row),
  };
}

// Whole numbers, of which two digits count: 0, 1, 2, ... 99, 100, 110
function logScale(row, texts) {
  const largest = Math.max(...texts.filter(isNumber).map(Number), 1);
  const top = Math.min(row.high, Math.max(LOG_REACH * Number(row.initial ?? 1),
    10 ** Math.ceil(Math.log10(largest))));
  const first = row.low > 0 ? row.low : 0;
  const shift = first > 0 ? 0 : 1;   // a zero has no logarithm
  const [from, to] = [first + shift, top + shift].map(Math.log);
  const decade = value => 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const round = (value, unit) => Math.round(value / unit) * unit;
  return {
    ends: [first, top],
    position: text => (Math.log(Number(text) + shift) - from) / (to - from),
    text(position) {
      const value = Math.exp(from + position * (to - from)) - shift;
      return String(within(round(value, Math.max(decade(value) / 10, 1)), row));
    },
    // To the next round number: 10, 11, 12 or 10, 20, 30
    next(text, sign, size) {
      const value = Number(text);
      const decadeThere = decade(sign < 0 ? value - 1 : value);   // down from 100 leads to 99
      const unit = size === "fine" ? 1 : Math.max(size === "step" ? decadeThere / 10 : decadeThere, 1);
      const place = value / unit;
      return String(within((sign < 0 ? Math.ceil(place) - 1 : Math.floor(place) + 1) * unit, row));
    },
  };
}

function scaleOf(row, texts) {
  if (row.type !== "whole") return linearScale(row, texts);
  if (row.high === null || row.high > WITHOUT_SLIDER) return null;
  return row.high / Math.max(row.low ?? 0, 1) >= LOGARITHMIC ? logScale(row, texts)
    : linearScale(row, texts);
}
