import type { Failure } from '../../../shared/errors/failure.ts';
import { Conductor, runDeadline } from './conductor.ts';
import type { Engine } from './engine.ts';
import { Intake } from './intake.ts';
import type { EngineParts } from './parts.ts';
import { Pulse } from './pulse.ts';
import { createRequests } from './requests.ts';

const SOON_MS = 5_000;
const CLOSING_GRACE_MS = 10_000;

export interface CreatedEngine extends Engine {
  /** Why nothing can be put on record just now, and no step begins; null while all is well. */
  trouble(): Failure | null;
}

/** Carries out the runs that are on record, for as long as this process is the scheduler. */
export function createEngine(parts: EngineParts): CreatedEngine {
  const { clock } = parts;
  const conductor = new Conductor(parts, {
    ended: () => intake.admit(),
    begun: (moment) => pulse.at(moment),
    lost() {
      parts.log.warn('Another process has become the scheduler; everything here stops.');
      pulse.stop();
      conductor.abandon();
      parts.onLost?.();
    },
  });
  const intake = new Intake(parts, conductor);
  const pulse = new Pulse(clock, pulseDue, () => {
    conductor.look();
    if (intake.retryAt !== null && intake.retryAt <= clock.now()) engine.wake();
  });

  /** Milliseconds until something is due by either clock. */
  function due(): number | null {
    const mono = clock.monotonic();
    let next: number | null = null;
    const sooner = (left: number) => {
      if (next === null || left < next) next = left;
    };
    for (const { deadline, graceEnd } of conductor.execs.values()) {
      const moment = graceEnd ?? deadline;
      if (moment !== null) sooner(moment - mono);
    }
    for (const active of conductor.actives.values()) {
      const limit = runDeadline(active);
      if (limit !== null) sooner(limit - mono);
    }
    for (const at of [conductor.waits.next(), intake.retryAt]) {
      if (at !== null) sooner(at - clock.now());
    }
    return next;
  }

  function pulseDue(): number | null {
    const next = due();
    return next !== null && (next <= SOON_MS || conductor.execs.size > 0) ? next : null;
  }

  const engine: CreatedEngine = {
    ...createRequests(parts, conductor, () => engine.wake()),
    wake() {
      if (conductor.lost || conductor.closing) return;
      conductor.ledger.poke();
      conductor.look();
      intake.wake();
    },
    idle: () => conductor.work.idle(),
    live: () =>
      [...conductor.execs.values()].map(({ active, step, item, progress }) => ({
        ...{ run: active.run.id, step, item, progress },
      })),
    nextWake() {
      const next = conductor.lost || conductor.closing ? null : due();
      return next === null ? null : clock.now() + Math.max(0, next);
    },
    disturbed() {
      if (conductor.lost || conductor.closing) return;
      conductor.ledger.poke();
      conductor.disturbed();
    },
    trouble: () => conductor.ledger.trouble,
    async close() {
      if (conductor.lost || conductor.closing) return;
      conductor.closing = true;
      pulse.stop();
      for (const exec of [...conductor.execs.values()]) conductor.halt(exec, 'closing');
      const grace = new AbortController();
      await Promise.race([conductor.work.idle(), clock.wait(CLOSING_GRACE_MS, grace.signal)]);
      conductor.interrupt();
      await Promise.race([conductor.ledger.settled(), clock.wait(CLOSING_GRACE_MS, grace.signal)]);
      conductor.abandon();
      await Promise.race([conductor.work.idle(), clock.wait(CLOSING_GRACE_MS, grace.signal)]);
      grace.abort();
    },
  };
  return engine;
}
