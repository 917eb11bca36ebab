import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordingLog } from '../../shell/testing.ts';
import { createSchedulePause } from './schedulePause.ts';

describe('the pause of the schedule', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leadline-schedule-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('outlives the program', () => {
    const file = join(folder, 'schedule.json');
    const schedule = createSchedulePause(file, recordingLog());
    expect(schedule.paused()).toBe(false);
    schedule.setPaused(true);
    expect(schedule.paused()).toBe(true);
    expect(createSchedulePause(file, recordingLog()).paused()).toBe(true);
  });

  it('holds for this run even if it can not be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const schedule = createSchedulePause(join(folder, 'file', 'schedule.json'), recordingLog());
    schedule.setPaused(true);
    expect(schedule.paused()).toBe(true);
  });

  it('is off when the file is unreadable', () => {
    const file = join(folder, 'schedule.json');
    writeFileSync(file, '{"paused":"yes"}');
    expect(createSchedulePause(file, recordingLog()).paused()).toBe(false);
  });
});
