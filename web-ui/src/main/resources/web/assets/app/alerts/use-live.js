import { useEffect, useRef } from "preact/hooks";
import { useResource } from "../core/resource.js";

const EVERY_MILLIS = 10_000;

/** What an alert is now is asked again and again, as long as somebody looks. */
export function useLive(key, load) {
  const resource = useResource(key, load);
  const now = useRef(resource);
  now.current = resource;
  useEffect(() => {
    const ask = () => document.hidden || now.current.loading || now.current.retry();
    const timer = setInterval(ask, EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return resource;
}
