import { useEffect, useState } from 'react';

/** A count that grows to the wished one, a slice a frame, so that a long list never holds up the page. */
export function useSlowly(count: number, slice: number): number {
  const [shown, setShown] = useState(slice);
  useEffect(() => {
    if (shown >= count) return;
    const frame = requestAnimationFrame(() => setShown((before) => before + slice));
    return () => cancelAnimationFrame(frame);
  }, [shown, count, slice]);
  return shown;
}
