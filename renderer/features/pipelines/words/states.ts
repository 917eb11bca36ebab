import {
  IconAlertTriangle,
  IconBan,
  IconBatteryOff,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconClockPause,
  IconEye,
  IconHandStop,
  IconLock,
  IconPlayerPause,
  IconPlugConnectedX,
  IconProgress,
  IconRepeat,
} from '@tabler/icons-react';
import type { PipelineCard, SchedulerLine } from '../../../../shared/contract/pipelines.ts';
import type { RunStatus, TaskStatus } from '../../../../shared/domain/pipeline/run.ts';
import type { Shown } from '../../../ui/shown.ts';

export const RUNS: Record<RunStatus, Shown> = {
  queued: {
    state: 'idle',
    word: 'Queued',
    icon: IconClock,
    means: 'It waits for its turn: one run of a pipeline goes at a time.',
  },
  held: {
    state: 'warning',
    word: 'Held',
    icon: IconHandStop,
    means: 'It was not started, because the clock of this machine leapt. It asks whether the clock is right.',
  },
  running: {
    state: 'running',
    word: 'Running',
    icon: IconProgress,
    means: 'Its steps are being carried out.',
  },
  interrupted: {
    state: 'running',
    word: 'Interrupted',
    icon: IconPlayerPause,
    means: 'Leadline stopped while it ran. It goes on by itself where it was.',
  },
  crash_loop: {
    state: 'broken',
    word: 'Stopped and asks',
    icon: IconHandStop,
    means: 'Leadline was stopped three times in a row while it ran, so it waits for you to decide.',
  },
  succeeded: {
    state: 'ok',
    word: 'Succeeded',
    icon: IconCircleCheck,
    means: 'Every step that must succeed did.',
  },
  failed: { state: 'broken', word: 'Failed', icon: IconCircleX, means: 'A step that must succeed failed.' },
  cancelled: { state: 'idle', word: 'Cancelled', icon: IconBan, means: 'It was stopped on your word.' },
};

export const TASKS: Record<TaskStatus, Shown> = {
  waiting: {
    state: 'idle',
    word: 'Waiting',
    icon: IconCircleDashed,
    means: 'It waits for the steps it is after.',
  },
  blocked: {
    state: 'idle',
    word: 'Blocked',
    icon: IconPlayerPause,
    means: 'It waits until the same step of the run before has succeeded.',
  },
  ready: { state: 'idle', word: 'Ready', icon: IconClock, means: 'It starts as soon as its pool has room.' },
  running: { state: 'running', word: 'Running', icon: IconProgress, means: 'It is being carried out.' },
  retrying: {
    state: 'warning',
    word: 'Tries again',
    icon: IconRepeat,
    means: 'It failed, and is tried again after a pause.',
  },
  sensing: {
    state: 'idle',
    word: 'Watching',
    icon: IconEye,
    means: 'It looks now and then, and holds up nothing.',
  },
  offline: {
    state: 'warning',
    word: 'Offline',
    icon: IconPlugConnectedX,
    means: 'What it needs can’t be reached. It goes on when it can; no try is counted.',
  },
  locked: {
    state: 'warning',
    word: 'Vault locked',
    icon: IconLock,
    means: 'It needs a secret. Unlock the vault, and it goes on.',
  },
  deferred: {
    state: 'idle',
    word: 'Put off',
    icon: IconBatteryOff,
    means: 'It is heavy: it waits for power, or for a connection that isn’t paid by the megabyte.',
  },
  succeeded: { state: 'ok', word: 'Succeeded', icon: IconCircleCheck, means: 'It did what it is there for.' },
  failed: {
    state: 'broken',
    word: 'Failed',
    icon: IconCircleX,
    means: 'It failed, and is not tried again by itself.',
  },
  skipped: { state: 'idle', word: 'Skipped', icon: IconBan, means: 'There was nothing to do for it.' },
  upstream_failed: {
    state: 'broken',
    word: 'Not reached',
    icon: IconBan,
    means: 'A step before it failed, so it didn’t begin.',
  },
  cancelled: {
    state: 'idle',
    word: 'Cancelled',
    icon: IconBan,
    means: 'The run was cancelled before it ended.',
  },
};

export const HEALTH: Record<PipelineCard['health'], Omit<Shown, 'means'>> = {
  asks: { state: 'broken', word: 'Asks you', icon: IconHandStop },
  invalid: { state: 'broken', word: 'Has errors', icon: IconCircleX },
  failing: { state: 'broken', word: 'Failing', icon: IconCircleX },
  late: { state: 'warning', word: 'Late', icon: IconAlertTriangle },
  running: { state: 'running', word: 'Running', icon: IconProgress },
  new: { state: 'idle', word: 'Never run', icon: IconCircleDashed },
  ok: { state: 'ok', word: 'OK', icon: IconCircleCheck },
  off: { state: 'idle', word: 'Off', icon: IconClockPause },
};

export const SCHEDULER: Record<SchedulerLine['is'], Omit<Shown, 'means'>> = {
  off: { state: 'idle', word: 'Off', icon: IconClockPause },
  running: { state: 'ok', word: 'Running', icon: IconCircleCheck },
  paused: { state: 'warning', word: 'Paused', icon: IconPlayerPause },
  settling: { state: 'running', word: 'Settling', icon: IconProgress },
  elsewhere: { state: 'warning', word: 'Elsewhere', icon: IconEye },
  stalled: { state: 'broken', word: 'Stalled', icon: IconAlertTriangle },
};

/** The order a list shows pipelines in: what needs a person first. */
export const BY_URGENCY: readonly PipelineCard['health'][] = [
  'asks',
  'invalid',
  'failing',
  'late',
  'running',
  'new',
  'ok',
  'off',
];

export function hasEnded(status: RunStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

const TASK_ENDED: readonly TaskStatus[] = ['succeeded', 'failed', 'skipped', 'upstream_failed', 'cancelled'];

export function taskEnded(status: TaskStatus): boolean {
  return TASK_ENDED.includes(status);
}
