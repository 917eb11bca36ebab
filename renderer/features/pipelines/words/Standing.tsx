import { State } from '../../../ui/State.tsx';
import type { Shown } from '../../../ui/shown.ts';

/** A state as its word with its sign, and what it means when pointed at. */
export function Standing({ shown }: { shown: Omit<Shown, 'means'> & { readonly means?: string } }) {
  return (
    <span title={shown.means}>
      <State state={shown.state} icon={shown.icon}>
        {shown.word}
      </State>
    </span>
  );
}
