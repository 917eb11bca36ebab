import { replaceEqualDeep } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useNavigation } from '../../../app/navigation.tsx';
import { addressOf, type ExplorerView, viewAt } from './explorerView.ts';

/** Quick changes of the same thing are one step of Back: a typed word, a slider that is dragged. */
export type ChangeView = (what: string, part: Partial<ExplorerView>) => void;

/** What is shown, kept in the address, so that Back undoes a change and a link restores it. */
export function useExplorerView(): readonly [ExplorerView, ChangeView] {
  const hash = useLocationProperty(() => location.hash);
  const before = useRef<ExplorerView | null>(null);
  // What the address says as before stays the same value, so that what shows it isn't drawn again.
  const view = useMemo((): ExplorerView => replaceEqualDeep(before.current, viewAt(hash)), [hash]);
  before.current = view;
  const { setView } = useNavigation();
  const change = useCallback<ChangeView>(
    (what, part) => setView('explorer', what, addressOf({ ...viewAt(location.hash), ...part })),
    [setView],
  );
  return [view, change];
}
