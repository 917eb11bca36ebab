import { useEffect, useMemo } from 'react';
import { useOfferedActions, useRunAction } from './actions.tsx';
import { createKeyReader, onMac } from './shortcut.ts';

/** Runs the offered actions by their shortcuts, and by the commands the desktop's menu sends. */
export function useActionTriggers(): void {
  const actions = useOfferedActions();
  const run = useRunAction();
  const shortcuts = useMemo(
    () =>
      actions.flatMap(({ id, shortcut, alias }) =>
        [shortcut, alias].flatMap((keys) => (keys === undefined ? [] : [[id, keys] as const])),
      ),
    [actions],
  );
  useEffect(() => {
    const reader = createKeyReader(shortcuts, onMac(navigator.platform));
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const id = reader.read(event, event.timeStamp, isTaken(event.target));
      if (id === null) return;
      event.preventDefault();
      run(id);
    };
    const told = (event: MessageEvent) => {
      if (event.source !== window) return;
      const id = commandOf(event.data);
      if (id !== null) run(id);
    };
    addEventListener('keydown', pressed);
    addEventListener('message', told);
    return () => {
      removeEventListener('keydown', pressed);
      removeEventListener('message', told);
    };
  }, [shortcuts, run]);
}

/** Whether plain keys belong to what has the focus: a text field, a list that is typed into, an open dialog. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="menu"], [role="listbox"], [role="dialog"]') !== null ||
    document.querySelector('[role="dialog"][aria-modal="true"]') !== null
  );
}

function commandOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('leadline' in data) || data.leadline !== 'command')
    return null;
  return 'command' in data && typeof data.command === 'string' ? data.command : null;
}
