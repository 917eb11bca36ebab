import { useEffect, useRef } from 'react';
import { useNavigation } from '../../../app/navigation.tsx';

/** Frames after which a part that still isn't there is no longer waited for. */
const PATIENCE = 300;

/** A part of the screen with an address of its own is arrived at like a screen, as soon as what it tells of is there. */
export function useKeyboardAtHeading(arrival: string): void {
  const { pane } = useNavigation();
  const shown = useRef(arrival);
  useEffect(() => {
    if (shown.current === arrival) return;
    shown.current = arrival;
    pane.current?.scrollTo({ top: 0 });
    let frame = 0;
    const arrive = (left: number) => {
      const heading = pane.current?.querySelector('h1');
      if (heading) heading.focus({ preventScroll: true });
      // Whoever has gone elsewhere meanwhile is left there.
      else if (left > 0 && document.activeElement === document.body)
        frame = requestAnimationFrame(() => arrive(left - 1));
    };
    arrive(PATIENCE);
    return () => cancelAnimationFrame(frame);
  }, [arrival, pane]);
}
