// What the pages of batches and of gradfig explore share

"use strict";

const $ = id => document.getElementById(id);

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const MINUS = "\u2212";
const superscript = exponent =>
  String(exponent).replace("-", "⁻").replace(/\d/g, digit => SUPERSCRIPTS[digit]);
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);


// The address and its history: a step of the reader is an entry, what is dragged or typed changes
// the entry after a rest. Browsers stop a page that writes its address at every step of a slider.

const WRITE_REST = 200;   // milliseconds
let waiting = null;       // an address still to be written, and its timer

function forgetWaiting() {
  clearTimeout(waiting?.timer);
  waiting = null;
}

function writeWaiting() {
  if (waiting) history.replaceState(history.state, "", waiting.address);
  forgetWaiting();
}

// Keeps what address(), which each page has, says now; `entry` is the state of a new entry.
function remember(isStep, entry = null) {
  if (!isStep) {
    forgetWaiting();
    waiting = { address: address(), timer: setTimeout(writeWaiting, WRITE_REST) };
    return;
  }
  writeWaiting();
  if (new URL(address(), location).href !== location.href) history.pushState(entry, "", address());
}
