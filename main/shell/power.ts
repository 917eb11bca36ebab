import type { PowerMonitor } from 'electron';

export type PowerEvent = 'suspend' | 'resume' | 'on-battery' | 'on-ac' | 'locked' | 'unlocked';

/** Passes on what the machine does to itself; the core decides what to wait for. */
export function passPower(monitor: Pick<PowerMonitor, 'on'>, tell: (event: PowerEvent) => void): void {
  monitor.on('suspend', () => tell('suspend'));
  monitor.on('resume', () => tell('resume'));
  monitor.on('on-battery', () => tell('on-battery'));
  monitor.on('on-ac', () => tell('on-ac'));
  monitor.on('lock-screen', () => tell('locked'));
  monitor.on('unlock-screen', () => tell('unlocked'));
}
