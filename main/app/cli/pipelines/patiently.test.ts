import { expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { patiently } from './patiently.ts';

const refused = (retry: boolean) => fail('STORE_BUSY', { message: 'Not now.', next: 'Wait.', retry });

it('asks again what may succeed in a moment, and only that', async () => {
  const answers: Result<number>[] = [refused(true), refused(true), ok(7)];
  expect(await patiently(async () => answers.shift() ?? refused(false), 1)).toEqual(ok(7));

  let times = 0;
  const counted = (retry: boolean) => async () => {
    times += 1;
    return refused(retry);
  };
  expect(await patiently(counted(false), 1)).toEqual(refused(false));
  expect(times).toBe(1);
  expect((await patiently(counted(true), 1)).ok).toBe(false);
  expect(times).toBe(21);
});
