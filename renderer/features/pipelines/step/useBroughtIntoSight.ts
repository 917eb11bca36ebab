import { type RefObject, useEffect } from 'react';

/** Where there is no room beside the graph a panel lies below it, out of sight: it is brought there when it opens. */
export function useBroughtIntoSight(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (matchMedia('(max-width: 75em)').matches) panel.current?.scrollIntoView({ block: 'start' });
  }, [panel]);
}
