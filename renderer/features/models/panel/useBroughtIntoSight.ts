import { type RefObject, useEffect } from 'react';

const ACTS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Where there is no room beside the graph a panel lies below it, out of sight. What lies above it may come later and push it
 * out again, so it is brought back until the person does something: from then on the page is theirs.
 */
export function useBroughtIntoSight(panel: RefObject<HTMLElement | null>, ready: boolean): void {
  useEffect(() => {
    if (!ready || !matchMedia('(max-width: 75em)').matches) return;
    const resized = new ResizeObserver(() => panel.current?.scrollIntoView({ block: 'start' }));
    const leave = () => resized.disconnect();
    for (const act of ACTS) window.addEventListener(act, leave, { once: true, passive: true });
    for (let around = panel.current?.parentElement; around; around = around.parentElement)
      resized.observe(around);
    return () => {
      leave();
      for (const act of ACTS) window.removeEventListener(act, leave);
    };
  }, [panel, ready]);
}
