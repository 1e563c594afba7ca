import { language } from "../core/i18n.js";

/** Round steps of time, in milliseconds. */
const TIME_STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 900e3,
  1800e3, 3600e3, 7200e3, 10800e3, 21600e3, 43200e3, 86400e3, 172800e3, 604800e3,
];

const DAY = 86400e3;

/** Round local times within the bounds, at most `most` of them. */
export function timeTicks(start, end, most) {
  const step = TIME_STEPS.find((size) => (end - start) / size <= most) ?? TIME_STEPS.at(-1);
  const zone = new Date(start).getTimezoneOffset() * 60_000;
  const ticks = [];
  for (let at = Math.ceil((start - zone) / step) * step + zone; at <= end; at += step)
    ticks.push(at);
  return { ticks, format: tickFormat(step) };
}

/** The powers of ten that hold all values between them, and a logarithmic place from 0 to 1. */
export function logScale(values) {
  const from = Math.floor(Math.log10(Math.max(1, Math.min(...values))));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(1, ...values))));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  const place = (value) => (Math.log10(Math.max(1, value)) - from) / (to - from);
  return { ticks, place };
}

function tickFormat(step) {
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const seconds = { second: "2-digit", fractionalSecondDigits: step < 1e3 ? 3 : undefined };
  const clock = new Intl.DateTimeFormat(language(), step < 60e3 ? { ...time, ...seconds } : time);
  const day = new Intl.DateTimeFormat(language(), { month: "short", day: "numeric" });
  // A day's begin is better known by its date than as 00:00.
  return (millis) =>
    step >= DAY || (step >= 60e3 && new Date(millis).setHours(0, 0, 0, 0) === millis)
      ? day.format(millis)
      : clock.format(millis);
}
