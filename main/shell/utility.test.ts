import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { ForkOptions, utilityProcess } from 'electron';
import { expect, it } from 'vitest';
import { emitter } from './testing.ts';
import { startUtility } from './utility.ts';

interface Child extends EventEmitter {
  pid: number | undefined;
}

function started(): {
  child: Child;
  forks: { script: string; options: ForkOptions | undefined }[];
  posted: unknown[];
  heard: unknown[];
  ends: string[];
  utility: ReturnType<typeof startUtility>;
} {
  const posted: unknown[] = [];
  const child = emitter<Child, object>({
    pid: undefined,
    stderr: new EventEmitter(),
    postMessage: (message: unknown) => posted.push(message),
    kill: () => true,
  });
  const forks: { script: string; options: ForkOptions | undefined }[] = [];
  const fork = ((script: string, _args?: string[], options?: ForkOptions) => {
    forks.push({ script, options });
    return child;
  }) as unknown as typeof utilityProcess.fork;
  const heard: unknown[] = [];
  const ends: string[] = [];
  const utility = startUtility(
    fork,
    pathToFileURL('/app.asar/out/main/worker.js'),
    { heapMb: 512, youngMb: 16 },
    { onMessage: (message) => heard.push(message), onEnd: (why) => ends.push(why) },
  );
  return { child, forks, posted, heard, ends, utility };
}

it('starts the module with its share of memory, in the words that reach V8', () => {
  const { forks, utility, posted, child, heard } = started();
  expect(forks).toMatchObject([
    {
      script: '/app.asar/out/main/worker.js',
      options: { execArgv: ['--js-flags=--max-old-space-size=512 --max-semi-space-size=16'] },
    },
  ]);
  utility.post({ rows: 1n });
  child.emit('message', { rows: 2n });
  expect([posted, heard]).toEqual([[{ rows: 1n }], [{ rows: 2n }]]);
});

it.each([
  ['it ran out of memory', ['FatalError', 'Reached heap limit', '{}'] as const],
  ['it ended with code 9', null],
])('says once why it ended: %s', (why, fatal) => {
  const { child, ends } = started();
  if (fatal !== null) child.emit('error', ...fatal);
  child.emit('exit', 9);
  child.emit('exit', 9);
  expect(ends).toEqual([why]);
});

it('can be killed before it has begun, and is silent from then on', async () => {
  const { child, utility, heard, ends } = started();
  let gone = false;
  const killed = utility.kill().then(() => {
    gone = true;
  });
  child.emit('message', 'late');
  child.emit('spawn');
  await Promise.resolve();
  expect(gone).toBe(false);
  child.emit('exit', 0);
  await killed;
  expect([heard, ends]).toEqual([[], []]);
});
