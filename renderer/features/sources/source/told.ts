import type { StreamStanding } from '../../../../shared/contract/sources.ts';
import { unsupportedWords } from '../unsupportedWords.ts';

export interface Told {
  readonly stream: string;
  readonly title: string;
  readonly message: string;
  readonly next: string;
  readonly isBroken: boolean;
  /** It had rows and now has none, so that it was left as it was: whether that is right only a person knows. */
  readonly isSuddenlyEmpty: boolean;
}

/** What there is to say of the streams, in their order. Of one that can't run here, only why; that somebody cancelled needs no words. */
export function toldOf(streams: readonly StreamStanding[]): Told[] {
  return streams.flatMap(({ name, title, last, unsupported }): Told[] => {
    const base = { stream: name, title, next: '', isBroken: false, isSuddenlyEmpty: false };
    if (unsupported.length > 0)
      return [
        { ...base, message: unsupportedWords(unsupported), next: 'The other streams are read all the same.' },
      ];
    if (last === null || last.status === 'cancelled') return [];
    const isSuddenlyEmpty = last.status === 'warning' && last.records === 0 && last.rows === 0;
    return [
      ...last.failures.map(({ message, next }) => ({ ...base, message, next, isBroken: true })),
      ...last.warnings.map((message) => ({ ...base, message, isSuddenlyEmpty })),
    ];
  });
}
