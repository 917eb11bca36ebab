import { useEffect, useRef } from 'react';
import { useNavigation } from '../../app/navigation.tsx';

/** A part of the screen with an address of its own is arrived at like a screen. */
export function useKeyboardAtHeading(hash: string): void {
  const { pane } = useNavigation();
  const shown = useRef(hash);
  useEffect(() => {
    if (shown.current === hash) return;
    shown.current = hash;
    pane.current?.querySelector('h1')?.focus();
    pane.current?.scrollTo({ top: 0 });
  }, [hash, pane]);
}
