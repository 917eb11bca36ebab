import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type AroundNavHandler, Router } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { continues, type Entry, entryOf, nextScreen, stateOf, type ViewChange, withView } from './entry.ts';
import { restoreScroll } from './scroll.ts';

interface Navigation {
  readonly pane: RefObject<HTMLElement | null>;
  /** With an address, for a screen whose address says what it shows. */
  readonly setView: (key: string, value: unknown, address?: string) => void;
  /** Called when a screen is on the page: puts it where it was, and after a change of screen the keyboard at its heading. */
  readonly arrived: () => () => void;
  /** The last entry: nothing lies ahead of it. */
  readonly furthest: () => number;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Back and forward bring a screen back as it was: its view from the entry itself, its scroll position from here. */
export function NavigationProvider({ children }: { children: ReactNode }) {
  const pane = useRef<HTMLElement>(null);
  const [memory] = useState(() => ({
    scroll: new Map<number, number>(),
    /** Null between leaving one entry and showing the next, when scrolling is the page's doing, not the person's. */
    shown: null as number | null,
    furthest: entryOf(history.state).index,
    path: location.pathname,
    /** Another screen was asked for and has not arrived yet. */
    moved: false,
    change: null as ViewChange | null,
  }));

  const leave = useCallback(
    (path: string) => {
      memory.moved ||= memory.path !== path;
      memory.path = path;
      memory.change = null;
      memory.shown = null;
    },
    [memory],
  );

  const navigation = useMemo((): Navigation => {
    const here = () => entryOf(history.state);
    return {
      pane,
      furthest: () => memory.furthest,
      setView(key, value, address) {
        const from = here();
        const change = {
          key: address === undefined ? key : `${key} ${String(value)}`,
          index: from.index,
          at: Date.now(),
        };
        const inPlace = continues(memory.change, change);
        const entry = withView(from, key, value, inPlace);
        memory.change = { ...change, index: entry.index };
        memory.scroll.set(entry.index, memory.scroll.get(from.index) ?? 0);
        memory.furthest = entry.index;
        memory.shown = entry.index;
        if (inPlace) history.replaceState(stateOf(entry), '', address);
        else history.pushState(stateOf(entry), '', address);
      },
      arrived() {
        const { moved } = memory;
        memory.moved = false;
        memory.shown = here().index;
        if (pane.current === null) return () => {};
        if (moved) pane.current.querySelector('h1')?.focus({ preventScroll: true });
        return restoreScroll(pane.current, memory.scroll.get(memory.shown) ?? 0);
      },
    };
  }, [memory]);

  useEffect(() => {
    const scrolled = () => {
      if (memory.shown !== null) memory.scroll.set(memory.shown, pane.current?.scrollTop ?? 0);
    };
    const stepped = () => leave(location.pathname);
    const element = pane.current;
    element?.addEventListener('scroll', scrolled, { passive: true });
    addEventListener('popstate', stepped);
    return () => {
      element?.removeEventListener('scroll', scrolled);
      removeEventListener('popstate', stepped);
    };
  }, [memory, leave]);

  const aroundNav: AroundNavHandler = (navigate, to, options) => {
    const from = entryOf(history.state);
    const entry = options?.replace ? { index: from.index, view: {} } : nextScreen(from);
    leave(new URL(to, location.href).pathname);
    if (!options?.replace) memory.furthest = entry.index;
    memory.scroll.set(entry.index, 0);
    navigate(to, { ...options, state: stateOf(entry) });
  };

  return (
    <NavigationContext.Provider value={navigation}>
      <Router aroundNav={aroundNav}>{children}</Router>
    </NavigationContext.Provider>
  );
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('This component is outside NavigationProvider.');
  return navigation;
}

export function useEntry(): Entry {
  const state = useHistoryState<unknown>();
  return useMemo(() => entryOf(state), [state]);
}
