import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type Action, type ActionList, createActionList } from './actionList.ts';

const ActionsContext = createContext<ActionList | null>(null);

export function ActionsProvider({ children }: { children: ReactNode }) {
  const [list] = useState(createActionList);
  return <ActionsContext.Provider value={list}>{children}</ActionsContext.Provider>;
}

function useActionList(): ActionList {
  const list = useContext(ActionsContext);
  if (list === null) throw new Error('This component is outside ActionsProvider.');
  return list;
}

/** Offers actions while the component is mounted. The list may be a fresh one on every render. */
export function useActions(actions: readonly Action[]): void {
  const list = useActionList();
  const [owner] = useState(() => ({}));
  useEffect(() => list.offer(owner, actions));
  useEffect(() => () => list.offer(owner, []), [list, owner]);
}

export function useOfferedActions(): readonly Action[] {
  const list = useActionList();
  return useSyncExternalStore(list.subscribe, list.all);
}

/** Runs an action by its id; false when nothing on screen offers it. */
export function useRunAction(): (id: string) => boolean {
  return useActionList().run;
}
