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

