import { expect, it } from 'vitest';
import type { Failure } from '../../../../shared/errors/failure.ts';
import { onScreen } from './onScreen.ts';

const failure = (over: Partial<Failure>): Failure => ({
  code: 'FILE_INVALID',
  message: 'sources/a.yml can’t be used, line 2: this line is cut off.',
  next: 'Correct it in a text editor.',
  retry: false,
  ...over,
});
const problem = (line: number, message: string) => ({
  file: 'sources/a.yml',
  line,
  column: 1,
  severity: 'error' as const,
  message,
});

it('says nothing twice', () => {
  const told = onScreen(
    failure({ subject: 'sources/a.yml', problems: [problem(2, 'this line is cut off')] }),
  );
  expect(told).toEqual(failure({}));
});

it('keeps what the message doesn’t say', () => {
  const problems = [problem(2, 'this line is cut off'), problem(4, 'there is no such key')];
  expect(onScreen(failure({ subject: 'orders', problems }))).toMatchObject({ subject: 'orders', problems });
});

it.each([
  [
    'There is no connector odd.',
    'SOURCE_UNKNOWN',
    'See them with: source list --connectors.',
    /^Bring its file back/,
  ],
  ['This workspace has no source odd.', 'SOURCE_UNKNOWN', 'See them with: source list.', /among all sources/],
  [
    'The config isn’t complete.',
    'SOURCE_REFUSED',
    'Correct it in sources/odd.yml, under config.',
    /settings/,
  ],
  ['The key was refused.', 'SOURCE_REFUSED', 'Enter a new one.', /^Enter a new one\.$/],
] as const)('%s: no command for whoever has a screen', (message, code, next, expected) => {
  expect(onScreen(failure({ message, code, next })).next).toMatch(expected);
});
