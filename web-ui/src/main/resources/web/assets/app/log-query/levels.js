/** Levels of severity, the most severe first; each has four of OpenTelemetry's numbers. */
export const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "unspecified"];
const FROM_LEAST = ["trace", "debug", "info", "warn", "error", "fatal"];

export function levelOf({ severityNumber }) {
  return FROM_LEAST[Math.ceil(severityNumber / 4) - 1] ?? "unspecified";
}

/** The CSS variable of a level's colour. */
export const levelColor = (level) => `--level-${level}`;
