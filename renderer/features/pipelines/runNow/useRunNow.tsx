import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import type { PipelineDetail } from '../../../../shared/contract/pipelines.ts';
import type { ParamValues, PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls, useClient } from '../../../client/client.tsx';
import { addressOf } from '../place.ts';
import RunNow from './RunNow.tsx';

/** Starts a run: at once where nothing is to be chosen, else after a dialog. Then one is where the run is. */
export function useRunNow(): {
  readonly begin: (name: PipelineName) => void;
  /** The pipeline that is about to be started. */
  readonly starting: PipelineName | null;
  readonly dialog: ReactNode;
} {
  const client = useClient();
  const calls = useCalls();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [starting, setStarting] = useState<PipelineName | null>(null);
  const [asks, setAsks] = useState<{ name: PipelineName; detail: PipelineDetail } | null>(null);

  const run = useCallback(
    async (name: PipelineName, params: ParamValues) => {
      const started = await client.pipelines.run({ pipeline: name, params: { ...params } });
      go(addressOf({ at: 'run', id: started.run, step: null }));
    },
    [client, go],
  );

  const begin = useCallback(
    async (name: PipelineName) => {
      setStarting(name);
      try {
        const detail = await queries.fetchQuery(
          calls.pipelines.detail.queryOptions({ input: { pipeline: name } }),
        );
        const params = Object.keys(detail.value?.params ?? {});
        if (params.length > 0) setAsks({ name, detail });
        else await run(name, {});
      } catch (error) {
        notifyFailure(failureOf(error));
      } finally {
        setStarting(null);
      }
    },
    [queries, calls, run],
  );

  return {
    begin: useCallback((name) => void begin(name), [begin]),
    starting,
    dialog: asks && (
      <RunNow detail={asks.detail} onRun={(params) => run(asks.name, params)} onClose={() => setAsks(null)} />
    ),
  };
}
