export interface PassphraseDraft {
  readonly passphrase: string;
  readonly again: string;
}

export const EMPTY_PASSPHRASE: PassphraseDraft = { passphrase: '', again: '' };

/** The contract asks for as many. */
export const SHORTEST_PASSPHRASE = 12;

export interface PassphraseProblems {
  readonly passphrase?: string;
  readonly again?: string;
}

export function problemsOf({ passphrase, again }: PassphraseDraft): PassphraseProblems {
  if (passphrase.length < SHORTEST_PASSPHRASE) {
    return { passphrase: `Use at least ${SHORTEST_PASSPHRASE} characters; this has ${passphrase.length}.` };
  }
  return passphrase === again ? {} : { again: 'The two differ.' };
}

export function isSound(draft: PassphraseDraft): boolean {
  return Object.keys(problemsOf(draft)).length === 0;
}
