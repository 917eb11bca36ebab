import { useMemo } from 'react';
import type { Asked, Checked, Draft } from './draft.ts';
import { type Faults, faultsAt, faultsOf, isUnfinished } from './faults.ts';
import { type Told, toldOfForm, toldOfText } from './told.ts';

const NOTHING: Faults = {};

/** What is wrong with the draft: beside its fields, and as a list. What is only unfinished is told once somebody tried. */
export function useTold({
  draft: { side, value },
  asked,
  check,
  behind,
  tried,
}: {
  draft: Draft;
  asked: Asked | null;
  check: Checked | undefined;
  /** The check is about an earlier state. */
  behind: boolean;
  tried: boolean;
}): { faults: Faults; told: readonly Told[] } {
  const shape = useMemo(() => (value === null ? NOTHING : faultsOf(value)), [value]);
  const ofText = useMemo(
    () => (check === undefined || behind ? NOTHING : faultsAt(check.text, check.problems)),
    [check, behind],
  );
  const unready = useMemo(
    () => (tried ? shape : Object.fromEntries(Object.entries(shape).filter(([, one]) => !isUnfinished(one)))),
    [tried, shape],
  );
  const faults = useMemo(() => ({ ...ofText, ...unready }), [ofText, unready]);
  const unfinished = asked === null;
  const told = useMemo(() => {
    if (side === 'form' && value !== null && unfinished) return toldOfForm(value, unready);
    return check === undefined ? [] : toldOfText(check.text, check.problems);
  }, [side, value, unfinished, unready, check]);
  return { faults, told };
}
