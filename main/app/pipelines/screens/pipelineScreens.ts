import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { contract } from '../../../../shared/contract/contract.ts';
import type { SchedulerLine } from '../../../../shared/contract/pipelines.ts';
import type { Result } from '../../../../shared/errors/failure.ts';
import type { LogPlace } from '../../../pipelines/logs/stepLogs.ts';

type Calls = typeof contract.pipelines;
type Watched = 'watch' | 'followLog';

/** What a handler is given, and what it may answer, as the contract says it. */
export type Asked<Name extends keyof Calls> =
  Calls[Name] extends ContractProcedure<infer Input, infer _Output, infer _Errors, infer _Meta>
    ? InferSchemaOutput<Input>
    : never;
export type Told<Name extends keyof Calls> =
  Calls[Name] extends ContractProcedure<infer _Input, infer Output, infer _Errors, infer _Meta>
    ? InferSchemaInput<Output>
    : never;

type Answered = {
  readonly [Name in Exclude<keyof Calls, Watched>]: (
    asked: Asked<Name>,
    signal?: AbortSignal,
  ) => Promise<Result<Told<Name>>>;
};

/** What the screen Pipelines asks: one method a call of the contract. */
export interface PipelineScreens extends Answered {
  watch(
    signal?: AbortSignal,
  ): AsyncGenerator<{ readonly revision: number; readonly scheduler: SchedulerLine }, void, void>;
  followLog(place: LogPlace, signal?: AbortSignal): AsyncGenerator<{ readonly total: number }, void, void>;
}
