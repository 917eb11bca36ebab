import { useCallback } from 'react';
import { type Entry, entryOf } from './entry.ts';
import { useEntry, useNavigation } from './navigation.tsx';

/**
 * State of a screen that Back undoes and a return restores: filters, the chosen tab, a search. It lives in the
 * history entry, so it must survive a structured clone. Quick changes of one key make one step.
 */
export function useViewState<T>(key: string, initial: T): [T, (next: T | ((before: T) => T)) => void] {
  const entry = useEntry();
  const { setView } = useNavigation();
  const set = useCallback(
    (next: T | ((before: T) => T)) => {
      const before = read(entryOf(history.state), key, initial);
      setView(key, isUpdate(next) ? next(before) : next);
    },
    [key, initial, setView],
  );
  return [read(entry, key, initial), set];
}

function read<T>({ view }: Entry, key: string, initial: T): T {
  return key in view ? (view[key] as T) : initial;
}

function isUpdate<T>(next: T | ((before: T) => T)): next is (before: T) => T {
  return typeof next === 'function';
}
