/**
 * Tells whether an element is in sight, at once and whenever that changes. A busy browser tells
 * several changes together; the newest is what counts.
 *
 * @param {Element} element
 * @param {(seen: IntersectionObserverEntry) => void} tell
 * @param {IntersectionObserverInit} options
 * @returns {() => void} ends it
 */
export function watchSight(element, tell, options) {
  const observer = new IntersectionObserver((changes) => tell(changes.at(-1)), options);
  observer.observe(element);
  return () => observer.disconnect();
}
