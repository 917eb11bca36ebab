import { type RefObject, useEffect, useState } from 'react';

/** Whether something is in sight or nearly so: what is far away needn't be drawn in full. */
export function useNear(
  element: RefObject<HTMLElement | null>,
  margin: string,
  /** What is scrolled. */
  frame: RefObject<HTMLElement | null>,
): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const watching = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: frame.current,
      rootMargin: margin,
    });
    watching.observe(element.current);
    return () => watching.disconnect();
  }, [element, margin, frame]);
  return near;
}
