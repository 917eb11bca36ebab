import { setImmediate as turn } from 'node:timers/promises';
import type { Alert, Channel, Message, Sent } from '../../../main/pipelines/alerts/alert.ts';
import type { FakeClock } from '../../../main/pipelines/testing/fakeClock.ts';
import { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { fail, ok } from '../../../shared/errors/failure.ts';
import { CANARY } from '../../canary.ts';

export const NOON = '2026-05-04T12:00:00.000Z';

export interface FakeChannel extends Channel {
  readonly got: Message[];
  /** Said to the next sendings in turn, then yes. */
  readonly answers: ((signal: AbortSignal) => Sent | Promise<Sent>)[];
}

export function fakeChannel(name: string): FakeChannel {
  const got: Message[] = [];
  const answers: FakeChannel['answers'] = [];
  return {
    name,
    kind: 'webhook',
    got,
    answers,
    async send(message, stop) {
      got.push(message);
      return (await answers.shift()?.(stop)) ?? ok({ answer: `yes ${got.length}`, tookMs: 1 });
    },
  };
}

export const refusing =
  (retry: boolean, more: { afterMs?: number; inDoubt?: boolean } = {}) =>
  (): Sent => ({
    ...fail('ALERT_UNSENT', { message: `No, said ${CANARY}.`, next: 'Wait.', retry }),
    ...more,
  });
export const never = () => new Promise<Sent>(() => {});

export function alert(kind: Alert['kind'], pipeline: string, more: Partial<Alert> = {}): Alert {
  return {
    kind,
    dedupe: `${kind}:${pipeline}`,
    pipeline: PipelineName.parse(pipeline),
    run: null,
    title: pipeline,
    body: `It stopped at “row 7 of ${pipeline}”.`,
    at: NOON,
    ...more,
  };
}

/** Moves the clock until it is over. */
export async function over(work: Promise<void>, clock: FakeClock): Promise<void> {
  let done = false;
  void work.then(() => {
    done = true;
  });
  while (!done) {
    await clock.advance(1_000);
    await turn();
  }
}
