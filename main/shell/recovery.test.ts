import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { recoverFromCrashes } from './recovery.ts';
import { emitter, recordingLog } from './testing.ts';

function page(choice = 0) {
  const seen = { reloads: 0, questions: 0, quits: 0, now: 0 };
  const contents = emitter<WebContents, object>({
    reload() {
      seen.reloads += 1;
    },
  });
  const log = recordingLog();
  recoverFromCrashes({
    contents,
    log,
    now: () => seen.now,
    ask: async () => {
      seen.questions += 1;
      return choice;
    },
    quit() {
      seen.quits += 1;
    },
  });
  const crash = async (reason = 'crashed') => {
    contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
    await Promise.resolve();
    await Promise.resolve();
  };
  return { seen, log, crash };
}

describe('a crashed page', () => {
  it('is loaded again once, with a line in the log', async () => {
    const { seen, log, crash } = page();
    await crash();
    expect(seen).toMatchObject({ reloads: 1, questions: 0 });
    expect(log.said).toEqual([
      { message: 'The page crashed', fields: { reason: 'crashed', exitCode: 5, again: false } },
    ]);
  });

  it('is put to the person when it crashes again within a minute', async () => {
    const { seen, crash } = page(1);
    await crash();
    seen.now = 59_000;
    await crash('oom');
    expect(seen).toMatchObject({ reloads: 1, questions: 1, quits: 1 });
  });

  it('is loaded by itself again when the last crash is long ago', async () => {
    const { seen, crash } = page();
    await crash();
    seen.now = 60_000;
    await crash();
    expect(seen).toMatchObject({ reloads: 2, questions: 0 });
  });

  it('did not crash when it ended as it should', async () => {
    const { seen, log, crash } = page();
    await crash('clean-exit');
    expect([seen.reloads, log.said]).toEqual([0, []]);
  });
});
