import type { Verdict } from '../../../../shared/contract/explorer.ts';
import type { StateKind } from '../../../ui/State.tsx';

/** What a verdict is for a person who reads a list of them. */
export const VERDICT: Readonly<Record<Verdict, { state: StateKind; word: string }>> = {
  confirmed: { state: 'ok', word: 'Confirmed' },
  suggestive: { state: 'warning', word: 'Suggestive' },
  'unresolved lag': { state: 'warning', word: 'Related, lead unresolved' },
  'sales lead social': { state: 'idle', word: 'Sales lead' },
  'no evidence': { state: 'idle', word: 'No evidence' },
  refused: { state: 'broken', word: 'Refused' },
};
