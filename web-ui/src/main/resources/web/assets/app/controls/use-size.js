import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** An element's content box in CSS pixels, followed as it changes. */
export function useSize() {
  const ref = useRef(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const observer = new ResizeObserver((changes) => {
      const { width, height } = changes.at(-1).contentRect;
      setSize({ width, height });
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
