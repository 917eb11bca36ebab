import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordingLog } from './testing.ts';
import { createWindowMemory } from './windowMemory.ts';

const place = { x: 10, y: 20, width: 900, height: 600, maximized: true };

describe('the window memory', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leadline-window-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('recalls what was noted, in a folder that did not exist', () => {
    const file = join(folder, 'new', 'window.json');
    const memory = createWindowMemory(file, recordingLog());
    expect(memory.recall()).toBeNull();
    memory.note(place);
    memory.flush();
    expect(createWindowMemory(file, recordingLog()).recall()).toEqual(place);
  });

  it('writes once, after the window has rested', async () => {
    const file = join(folder, 'window.json');
    const memory = createWindowMemory(file, recordingLog(), 40);
    for (let x = 0; x < 20; x += 1) memory.note({ ...place, x });
    expect(() => readFileSync(file)).toThrow();
    await wait(120);
    expect(memory.recall()).toEqual({ ...place, x: 19 });
  });

  it.each(['', '{', '[]', '{"x":1}', '{"x":"a","y":0,"width":1,"height":1,"maximized":false}'])(
    'ignores a corrupt file: %j',
    (text) => {
      const file = join(folder, 'window.json');
      writeFileSync(file, text);
      expect(createWindowMemory(file, recordingLog()).recall()).toBeNull();
    },
  );

  it('disturbs no one when it cannot write', () => {
    writeFileSync(join(folder, 'file'), '');
    const log = recordingLog();
    const memory = createWindowMemory(join(folder, 'file', 'window.json'), log);
    memory.note(place);
    memory.flush();
    expect(log.said.map(({ message }) => message)).toEqual(['The window could not be remembered']);
  });
});
