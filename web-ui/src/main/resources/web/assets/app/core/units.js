import { language } from "./i18n.js";

/**
 * Every quantity in one place: what its unit is, and how people read it.
 *
 * @typedef {number & {readonly unit: "ns"}} Nanos a duration in nanoseconds
 * @typedef {number & {readonly unit: "ms since 1970"}} EpochMillis an instant
 */

/** @returns {Nanos} */
export const nanos = (value) => /** @type {Nanos} */ (value);
/** @returns {EpochMillis} */
export const epochMillis = (value) => /** @type {EpochMillis} */ (value);

const STEPS = [
  { size: 1e9, unit: "s" },
  { size: 1e6, unit: "ms" },
  { size: 1e3, unit: "µs" },
];

/** 1.25 ms, 850 ns, 2 m 05 s: three digits that count. @param {Nanos} duration */
export function formatNanos(duration) {
  if (duration < 0) return `−${formatNanos(nanos(-duration))}`;
  if (duration >= 59.95e9) return formatLong(Math.round(duration / 1e9));
  for (const { size, unit } of STEPS) {
    // 999.6 µs would round to 1000 µs; it is 1 ms.
    if (duration >= size * 0.9995) return `${threeDigits(duration / size)} ${unit}`;
  }
  return `${Math.round(duration)} ns`;
}

function formatLong(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${two(seconds % 60)} s`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
  return `${Math.floor(minutes / 1440)} d ${two(Math.floor(minutes / 60) % 24)} h`;
}

function threeDigits(value) {
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

const DURATION = /^(\d+(?:\.\d+)?)\s*(ns|us|ms|s|m|h|d)$/;

/** Whether the API reads this text as a duration: 250ms, 10s, 1m, 1h. */
export function isDuration(text) {
  return DURATION.test(text);
}

/** As the API takes a duration: 250ms, or 40us. */
export function durationText(duration) {
  return duration >= 1e6 ? `${Math.floor(duration / 1e6)}ms` : `${Math.max(1, Math.floor(duration / 1e3))}us`;
}

/** Calls per second: 1,240/s, 3.2/s, 0.05/s. */
export function formatRate(perSecond) {
  if (perSecond > 0 && perSecond < 0.01) return "<0.01/s";
  const digits = perSecond >= 100 ? 0 : perSecond >= 10 ? 1 : 2;
  return `${decimal(perSecond, digits)}/s`;
}

/** A share of one as percent: 0 %, 0.02 %, 1.5 %, 100 %, 39.5K %. */
export function formatShare(share) {
  if (share === 0) return "0 %";
  if (share < 0.0001) return "<0.01 %";
  const percent = share * 100;
  if (percent >= 10_000) return `${compact(percent)} %`;
  return `${decimal(percent, percent >= 99.95 ? 0 : percent >= 10 ? 1 : 2)} %`;
}

/** How many times as much: 3.1×, 12×. */
export function formatTimes(times) {
  return `${decimal(times, times >= 9.95 ? 0 : 1)}×`;
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

export function formatBytes(bytes) {
  let unit = 0;
  let value = bytes;
  while (value >= 1023.95 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** 14:03:07.125, with the day when that is not today. @param {EpochMillis} instant */
export function formatInstant(instant, now = Date.now()) {
  const today = new Date(instant).toDateString() === new Date(now).toDateString();
  return dateFormat(today ? "time" : "dayAndTime").format(instant);
}

/** 14:03:07, with the day when that is not today. @param {EpochMillis} instant */
export function formatSecond(instant, now = Date.now()) {
  const today = new Date(instant).toDateString() === new Date(now).toDateString();
  return dateFormat(today ? "clock" : "dayAndTime").format(instant);
}

/** The full date and time, for titles. @param {EpochMillis} instant */
export function formatInstantFully(instant) {
  return dateFormat("full").format(instant);
}

/** "3 minutes ago", in the language. @param {EpochMillis} instant */
export function formatAgo(instant, now = Date.now()) {
  const seconds = Math.min(0, Math.round((instant - now) / 1000));
  const format = relativeFormat();
  if (seconds > -60) return format.format(seconds, "second");
  if (seconds > -3600) return format.format(Math.round(seconds / 60), "minute");
  if (seconds > -86400) return format.format(Math.round(seconds / 3600), "hour");
  return format.format(Math.round(seconds / 86400), "day");
}

function compact(value) {
  const options = { maximumSignificantDigits: 3, notation: "compact" };
  return new Intl.NumberFormat(language(), options).format(value);
}

function decimal(value, digits) {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);
}

const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const DATE_STYLES = {
  time: { ...TIME, fractionalSecondDigits: 3 },
  clock: TIME,
  dayAndTime: { month: "short", day: "numeric", ...TIME },
  full: { dateStyle: "full", timeStyle: "long" },
};

const dateFormats = new Map();
function dateFormat(style) {
  const key = `${language()} ${style}`;
  if (!dateFormats.has(key)) {
    dateFormats.set(key, new Intl.DateTimeFormat(language(), DATE_STYLES[style]));
  }
  return dateFormats.get(key);
}

const relativeFormats = new Map();
function relativeFormat() {
  const key = language();
  if (!relativeFormats.has(key)) {
    relativeFormats.set(key, new Intl.RelativeTimeFormat(key, { style: "short", numeric: "auto" }));
  }
  return relativeFormats.get(key);
}
