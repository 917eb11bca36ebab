import type { StepName } from '../../../shared/domain/pipeline/step.ts';
import type { Task } from '../run/states.ts';
import type { ActiveRun } from './activeRun.ts';
import type { Execution } from './execution.ts';
import type { Ledger } from './ledger.ts';
import type { Mapping } from './mapping.ts';
import type { EngineParts } from './parts.ts';
import type { Offer, Pools } from './pools.ts';
import type { Stop } from './settleTry.ts';
import type { Waits } from './waits.ts';
import type { Work } from './work.ts';

/** What the parts of the conductor share. */
export interface Floor {
  readonly parts: EngineParts;
  readonly execs: Map<string, Execution>;
  readonly waits: Waits;
  readonly pools: Pools;
  readonly ledger: Ledger;
  readonly work: Work;
  readonly mapping: Mapping;
  /** Tasks that have their slots and are looked at before they begin. */
  readonly reserved: Set<string>;
  readonly closing: boolean;
  readonly lost: boolean;
  /** Monotonic: until then hosts are asked before a step begins. */
  readonly doubtUntil: number;
  put(active: ActiveRun, task: Task): void;
  wanted(offer: Offer): boolean;
  ready(active: ActiveRun, task: Task): void;
  readyAgain(active: ActiveRun, task: Task): void;
  offer(active: ActiveRun, task: Task): void;
  leave(active: ActiveRun, step: StepName, item: number): void;
  wait(active: ActiveRun, task: Task): void;
  letGo(active: ActiveRun, step: StepName, item: number): void;
  advance(active: ActiveRun): void;
  dispatch(): void;
  halt(exec: Execution, why: Stop): void;
  /** Something is due at this moment of the monotonic clock. */
  dueAt(moment: number): void;
}
