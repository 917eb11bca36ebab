import { useCallback, useEffect, useState } from 'react';

export interface Reveal {
  /** The id of the element that is asked for, so that whoever lists it doesn't leave it out. */
  readonly asked: string | null;
  show(id: string): void;
}

/** Brings a part of the page into sight, and the keyboard to it. */
export function useReveal(): Reveal {
  const [wish, setWish] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    if (wish === null) return;
    // After the page has put itself where it was, which a change of what is shown makes it do.
    const turn = requestAnimationFrame(() => {
      const element = document.getElementById(wish.id);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: 'center' });
    });
    return () => cancelAnimationFrame(turn);
  }, [wish]);
  return { asked: wish?.id ?? null, show: useCallback((id: string) => setWish({ id }), []) };
}

export function directiveElement(id: string): string {
  return `directive-${id}`;
}

export const PROBLEMS_ELEMENT = 'problems';
