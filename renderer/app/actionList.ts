import type { Icon } from '@tabler/icons-react';
import type { Shortcut } from './shortcut.ts';

/** Something a person can do from anywhere: in the palette, by its shortcut, or from the desktop's menu. */
export interface Action {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly run: () => void;
  readonly keywords?: readonly string[];
  readonly shortcut?: Shortcut;
  /** What it answers to besides, for hands used to another program; never drawn. */
  readonly alias?: Shortcut;
  /** The heading it stands under in the palette; "Actions" when left out. */
  readonly group?: string;
}

/** Under their headings: the screens first, what the screen at hand offers next, what is always there last. */
export function grouped(actions: readonly Action[]): [string, Action[]][] {
  const groups = [...Map.groupBy(actions, ({ group = 'Actions' }) => group)];
  const place = (group: string) => (group === 'Go to' ? 0 : group === 'Leadline' ? 2 : 1);
  return groups.sort(([a], [b]) => place(a) - place(b));
}

/**
 * The actions of everything on screen, by id. A later registration of an id stands before an earlier one until it
 * leaves. Listeners hear changes of what can be seen; an action's newest `run` is always the one that runs.
 */
export interface ActionList {
  all(): readonly Action[];
  subscribe(listener: () => void): () => void;
  /** Sets what one component offers; an empty list takes it away. */
  offer(owner: object, actions: readonly Action[]): void;
  /** False when nobody offers it. */
  run(id: string): boolean;
}

export function createActionList(): ActionList {
  const offers = new Map<object, readonly Action[]>();
  const listeners = new Set<() => void>();
  let shown: readonly Action[] = [];

  function find(id: string): Action | undefined {
    return [...offers.values()].flat().findLast((action) => action.id === id);
  }

  return {
    all: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    offer(owner, actions) {
      if (actions.length === 0) offers.delete(owner);
      else offers.set(owner, actions);
      const next = [...new Map([...offers.values()].flat().map((action) => [action.id, action])).values()];
      if (next.length === shown.length && next.every((action, at) => looksLike(action, shown[at]))) return;
      shown = next;
      for (const listener of [...listeners]) listener();
    },
    run(id) {
      const action = find(id);
      action?.run();
      return action !== undefined;
    },
  };
}

function looksLike(a: Action, b: Action | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.label === b.label &&
    a.icon === b.icon &&
    a.shortcut === b.shortcut &&
    a.alias === b.alias &&
    a.group === b.group &&
    (a.keywords ?? []).join() === (b.keywords ?? []).join()
  );
}
