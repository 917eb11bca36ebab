import type { Trouble } from '../../trouble.ts';
import { troubleOf } from '../requests/troubles.ts';

export function notChosen(stream: string, path: readonly string[], choices: readonly string[]): Trouble {
  return troubleOf(
    'config',
    stream,
    `Stream ${stream} can't sign in: “${path.join('.')}” doesn't name a way of signing in that the connector knows.`,
    `Choose one of ${choices.join(', ')} in the settings of this source.`,
  );
}

/** The vendor's sign-in answered, and it gave no token. */
export function notSignedIn(stream: string, place: string, words: string | null): Trouble {
  return troubleOf(
    'config',
    stream,
    `Stream ${stream} can't sign in: ${place} refused${words === null ? '' : `: ${words}`}.`,
    'The sign-in may have expired or been revoked: sign in with the vendor again, enter the new values and test the connection.',
  );
}

export function noToken(stream: string, place: string, name: string): Trouble {
  return troubleOf(
    'system',
    stream,
    `Stream ${stream} can't sign in: the answer of ${place} holds no “${name}”.`,
    'Check the address of the sign-in; the vendor may have changed what it answers.',
  );
}
