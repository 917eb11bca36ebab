import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormats } from '../../../app/formats.tsx';

const FEW = 5;

/** Of a long list the first five, and a button for the others; `needed` is an item that has to be there. */
export function useFew<T>(
  items: readonly T[],
  needed: (item: T) => boolean = () => false,
): { readonly shown: readonly T[]; readonly more: ReactNode } {
  const { number } = useFormats();
  const [all, setAll] = useState(false);
  const open = all || items.slice(FEW).some(needed);
  if (items.length <= FEW) return { shown: items, more: null };
  return {
    shown: open ? items : items.slice(0, FEW),
    more: (
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open}
          onClick={() => setAll(!open)}
          disabled={open && !all}
        >
          {open ? `Show the first ${number(FEW)}` : `Show all ${number(items.length)}`}
        </Button>
      </div>
    ),
  };
}
