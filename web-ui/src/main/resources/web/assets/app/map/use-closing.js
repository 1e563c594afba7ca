import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Closes the details; the focus, which would be lost with them, goes to where one may go on: the
 * call in the list that is shown instead on a narrow screen, else the filter above the map.
 *
 * @param {string} chosen whose details are open
 * @returns {() => void}
 */
export function useClosing(chosen, onChoose) {
  const closed = useRef("");
  useLayoutEffect(() => {
    const id = closed.current;
    closed.current = "";
    if (id && !chosen) placeFor(id)?.focus();
  }, [chosen]);
  return () => {
    closed.current = chosen;
    onChoose("");
  };
}

function placeFor(id) {
  const calls = [...document.querySelectorAll(".map-list .map-edges button")];
  const call = calls.find(({ dataset }) => dataset.edge === id);
  return call ?? calls[0] ?? document.querySelector(".map-toolbar input");
}
