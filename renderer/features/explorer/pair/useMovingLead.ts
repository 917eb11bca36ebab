import { useCallback, useEffect, useRef, useState } from 'react';

/** A step of history waits until the slider rests: dragging it is one change, which Back undoes as one. */
const REST = 250;

/** The lead that is shown: the one being moved to, and when at rest the settled one. */
export function useMovingLead(pair: string, settled: number, onLead: (lead: number) => void) {
  const [moving, setMoving] = useState<{ readonly pair: string; readonly lead: number } | null>(null);
  const settle = useRef(onLead);
  settle.current = onLead;
  useEffect(() => {
    if (moving === null) return;
    const timer = setTimeout(() => {
      setMoving(null);
      if (moving.pair === pair && moving.lead !== settled) settle.current(moving.lead);
    }, REST);
    return () => clearTimeout(timer);
  }, [moving, pair, settled]);
  const move = useCallback((lead: number) => setMoving({ pair, lead }), [pair]);
  return { lead: moving?.pair === pair ? moving.lead : settled, move };
}
