import { language } from "../core/i18n.js";

const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const DAY = { month: "short", day: "numeric" };

/** "Nov 28, 14:03:00 – 14:03:30": what a bucket covers; of a point in time, that time. */
export function formatSpanOfTime(time, stepMillis) {
  const format = (millis, options) => new Intl.DateTimeFormat(language(), options).format(millis);
  const begin = format(time, { ...DAY, ...TIME });
  if (stepMillis === 0) return begin;
  const sameDay = new Date(time).toDateString() === new Date(time + stepMillis).toDateString();
  return `${begin} – ${format(time + stepMillis, sameDay ? TIME : { ...DAY, ...TIME })}`;
}
