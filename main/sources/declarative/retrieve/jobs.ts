import type { Json } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Answer, Extractor, Making, Requester, Slice } from '../parts.ts';
import { cancelled, unexpected, wrongManifest } from '../records/faults.ts';
import { needed } from '../records/members.ts';
import { pythonText } from '../records/pythonText.ts';
import { alsoSeen, contextOf } from './jobContext.ts';
import { type Status, statuses } from './statuses.ts';
import { readThrottle } from './throttle.ts';

/** A report that was asked for, as it is kept with the state: a restart goes on with it instead of asking for another. */
export interface Job {
  /** What the vendor answered: templates find its id in there. */
  readonly creation: Json;
  readonly at: number;
  /** 1: the first that was asked for. */
  readonly attempt: number;
  readonly throttled: number;
}

export interface Finished {
  readonly job: Job;
  /** Null: the vendor says there is nothing to download. */
  readonly polling: { readonly answer: Answer; readonly seen: Json } | null;
}

/** How often a report is asked for, over all. */
const ATTEMPTS = 3;
const INTERVAL = 5;
const MINUTES = 60;

/**
 * Reports a vendor makes in its own time.
 *
 *   none → running → completed → (downloaded by whoever asked)
 *            │  └→ skipped: there is nothing
 *            └→ failed | timeout → running again, up to three times in all
 *
 * A status that came so soon that the vendor can't have tried counts as "not now" where the connector says so.
 */
export class Jobs {
  readonly #component: Component;
  readonly #making: Making;
  readonly #creation: Requester;
  readonly #polling: Requester;
  readonly #abort: Requester | null;
  readonly #status: Extractor;
  readonly #meaning: ReadonlyMap<string, Status>;
  readonly #throttle: ReturnType<typeof readThrottle>;

  constructor(
    component: Component,
    making: Making,
    requesters: {
      readonly creation: Requester;
      readonly polling: Requester;
      readonly abort: Requester | null;
    },
  ) {
    this.#component = component;
    this.#making = making;
    this.#creation = requesters.creation;
    this.#polling = requesters.polling;
    this.#abort = requesters.abort;
    this.#status = making.make('extractor', needed(component, 'status_extractor'));
    this.#meaning = statuses(component);
    this.#throttle = readThrottle(component);
  }

  /** Gives each job as soon as it was asked for, and returns what became of the last. */
  async *run(slice: Slice, kept: Job | null, signal: AbortSignal): AsyncGenerator<Job, Finished> {
    const minutes = await this.#number('polling_job_timeout', MINUTES);
    const pause = await this.#number('failed_retry_wait_time_in_seconds', 0);
    let job = kept;
    let attempt = kept?.attempt ?? 1;
    let throttled = kept?.throttled ?? 0;
    let isKept = kept !== null;
    for (;;) {
      if (job === null) {
        job = await this.#create(slice, attempt, throttled, signal);
        attempt = job.attempt;
        yield job;
      }
      const outcome = await this.#follow(job, slice, signal, minutes * 60_000, isKept);
      isKept = false;
      if (outcome === 'forgotten') {
        job = null;
        continue;
      }
      const { status, said, polling } = outcome;
      if (status === 'skipped') return { job, polling: null };
      // The vendor's file is often not there at the moment its status says so, and a job isn't made again at once either.
      await this.#wait(INTERVAL, signal);
      if (status === 'completed' && polling !== null) return { job, polling };
      const soon =
        this.#throttle?.wait(said, this.#now() - job.at, throttled, this.#making.host.random()) ?? null;
      if (soon !== null) {
        throttled += 1;
        this.#say(
          `the vendor refused to make the report now (${said}); it is asked again in ${Math.ceil(soon)} s`,
        );
        await this.#wait(soon, signal);
      } else {
        if (status === 'timeout') await this.#stop(job, slice, signal);
        if (attempt >= ATTEMPTS) throw this.#failed(status, said, attempt);
        attempt += 1;
        if (status === 'failed' && pause > 0)
          await this.#wait(Math.ceil(pause / INTERVAL) * INTERVAL, signal);
      }
      job = null;
    }
  }

  /** A creation that fails counts as an attempt; one that was refused for what we are is not tried again. */
  async #create(slice: Slice, attempt: number, throttled: number, signal: AbortSignal): Promise<Job> {
    for (let now = attempt; ; now += 1) {
      try {
        const answer = await this.#creation.ask({ slice, token: null, signal, additions: [] });
        if (answer === null)
          throw unexpected(this.#making.stream, 'asking for the report was answered with nothing');
        return { creation: await contextOf(answer), at: this.#now(), attempt: now, throttled };
      } catch (error) {
        const lasting =
          !(error instanceof Trouble) || error.kind === 'config' || error.kind === 'unsupported';
        if (lasting || signal.aborted || now >= ATTEMPTS) throw error;
        this.#say(`the report could not be asked for, and is asked for again: ${error.failure.message}`);
        await this.#wait(INTERVAL, signal);
      }
    }
  }

  /** Polls until it no longer runs. A job from before a restart that the vendor knows no more is forgotten. */
  async #follow(job: Job, slice: Slice, signal: AbortSignal, most: number, isKept: boolean) {
    for (let first = true; ; first = false) {
      const answer = await this.#poll(job, slice, signal, isKept && first);
      if (answer === 'forgotten') return answer;
      const seen = await contextOf(answer);
      const said = await this.#read(answer);
      const status = this.#meaning.get(said);
      if (status === undefined) {
        throw unexpected(
          this.#making.stream,
          `the report has the status "${said}", which status_mapping doesn't list`,
        );
      }
      if (status !== 'running') return { status, said, polling: { answer, seen } };
      if (this.#now() - job.at >= most) return { status: 'timeout' as const, said, polling: null };
      await this.#wait(INTERVAL, signal);
    }
  }

  async #poll(
    job: Job,
    slice: Slice,
    signal: AbortSignal,
    mayBeGone: boolean,
  ): Promise<Answer | 'forgotten'> {
    const told = alsoSeen(slice, { creation_response: job.creation });
    try {
      const answer = await this.#polling.ask({ ...told, token: null, signal, additions: [] });
      if (answer !== null) return answer;
      if (mayBeGone) return 'forgotten';
    } catch (error) {
      if (mayBeGone && error instanceof Trouble && error.kind === 'system') return 'forgotten';
      throw error;
    }
    throw unexpected(this.#making.stream, 'asking how far the report is was answered with nothing');
  }

  async #read(answer: Answer): Promise<string> {
    for await (const found of this.#status.extract(answer) as AsyncIterable<Json>) return pythonText(found);
    return 'None';
  }

  async #stop(job: Job, slice: Slice, signal: AbortSignal): Promise<void> {
    if (this.#abort === null) return;
    try {
      const told = alsoSeen(slice, { creation_response: job.creation });
      await this.#abort.ask({ ...told, token: null, signal, additions: [] });
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.#say(`the report that took too long could not be stopped: ${error.failure.message}`);
    }
  }

  async #wait(seconds: number, signal: AbortSignal): Promise<void> {
    await this.#making.host.clock.wait(seconds * 1_000, signal);
    if (signal.aborted) throw cancelled(this.#making.stream);
  }

  async #number(name: string, otherwise: number): Promise<number> {
    const written = this.#component.members[name];
    if (written === undefined || written === null) return otherwise;
    const number = Number(await this.#making.expressions.value(written, this.#component)({}));
    if (Number.isFinite(number) && number >= 0) return number;
    throw wrongManifest(this.#component, `${name} is no number`);
  }

  #failed(status: Status, said: string, attempts: number): Trouble {
    const why =
      status === 'timeout' ? `took too long each time, last with the status "${said}"` : `ended as "${said}"`;
    return unexpected(this.#making.stream, `the report was asked for ${attempts} times and ${why}`);
  }

  #now(): number {
    return this.#making.host.clock.now();
  }

  #say(message: string): void {
    this.#making.host.say(`Stream ${this.#making.stream}: ${message}`, 'warn');
  }
}
