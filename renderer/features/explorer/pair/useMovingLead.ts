import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** A step of history waits until the slider rests: dragging it is one change, which Back undoes as one. */
const REST = 250;

/** Puts the lead that is being moved to into the address now: called before another change is, so that Back undoes them in their order. */
export type Settling = RefObject<(() => void) | null>;

/** The lead that is shown: the one being moved to, and when at rest the settled one. */
export function useMovingLead(
  pair: string,
  settled: number,
  onLead: (lead: number) => void,
  settling: Settling,
) {
  const [moving, setMoving] = useState<{ readonly pair: string; readonly lead: number } | null>(null);
  const latest = useRef({ pair, onLead });
  latest.current = { pair, onLead };
  useEffect(() => {
    if (moving === null) return;
    const settle = () => {
      settling.current = null;
      clearTimeout(timer);
      setMoving(null);
      if (moving.pair === pair && moving.lead !== settled) latest.current.onLead(moving.lead);
    };
    const timer = setTimeout(settle, REST);
    settling.current = settle;
    return () => {
      clearTimeout(timer);
      settling.current = null;
    };
  }, [moving, pair, settled, settling]);
  const move = useCallback((lead: number) => setMoving({ pair: latest.current.pair, lead }), []);
  return { lead: moving?.pair === pair ? moving.lead : settled, move };
}
