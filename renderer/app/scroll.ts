const GIVE_UP_AFTER = 2_000;

/**
 * Scrolls back to where the person was. What a screen shows arrives in pieces, so the place is tried again as the
 * content grows, until it is reached, the person scrolls, or two seconds are over.
 */
export function restoreScroll(pane: HTMLElement, top: number): () => void {
  pane.scrollTop = top;
  const content = pane.firstElementChild;
  if (content === null || Math.abs(pane.scrollTop - top) < 1) return () => {};
  const growth = new ResizeObserver(() => {
    pane.scrollTop = top;
    if (Math.abs(pane.scrollTop - top) < 1) stop();
  });
  const timer = setTimeout(stop, GIVE_UP_AFTER);
  function stop(): void {
    clearTimeout(timer);
    growth.disconnect();
    pane.removeEventListener('wheel', stop);
    pane.removeEventListener('keydown', stop);
    pane.removeEventListener('pointerdown', stop);
  }
  pane.addEventListener('wheel', stop);
  pane.addEventListener('keydown', stop);
  pane.addEventListener('pointerdown', stop);
  growth.observe(content);
  return stop;
}
