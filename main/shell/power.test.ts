import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { expect, it } from 'vitest';
import { passPower } from './power.ts';

it('passes every power event on under the core’s own name', () => {
  const monitor = new EventEmitter();
  const told: string[] = [];
  passPower(monitor as unknown as PowerMonitor, (event) => void told.push(event));
  for (const event of [
    'suspend',
    'resume',
    'on-battery',
    'on-ac',
    'lock-screen',
    'unlock-screen',
    'shutdown',
  ]) {
    monitor.emit(event);
  }
  expect(told).toEqual(['suspend', 'resume', 'on-battery', 'on-ac', 'locked', 'unlocked']);
});
