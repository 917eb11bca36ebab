import { useEffect, useRef, useState } from 'react';

/** One of a list is at hand: it stays in its place when those before it go, and is scrolled to when it moves. */
export function useCursor(length: number) {
  const [wanted, setAt] = useState(0);
  const at = Math.max(0, Math.min(wanted, length - 1));
  const row = useRef<HTMLLIElement>(null);
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the move that scrolls
  useEffect(() => {
    if (moved.current) row.current?.scrollIntoView({ block: 'nearest' });
    moved.current = false;
  }, [at]);
  const move = (to: number) => {
    moved.current = true;
    setAt(Math.max(0, Math.min(to, length - 1)));
  };
  return { at, row, move, choose: setAt };
}
