import { useEffect, useState } from 'react';
import type { RunId } from '../../../../shared/domain/pipeline/run.ts';
import type { StepName } from '../../../../shared/domain/pipeline/step.ts';
import { useClient, useConnectionState } from '../../../client/client.tsx';

export interface LogPlace {
  readonly run: RunId;
  readonly step: StepName;
  readonly item: number;
  readonly try: number;
}

/** How many lines the log has, as long as it grows; null until that is heard. A log that has ended isn't followed. */
export function useLogLength(place: LogPlace, live: boolean): number | null {
  const client = useClient();
  const connected = useConnectionState() === 'open';
  const [total, setTotal] = useState<number | null>(null);
  const { run, step, item, try: number } = place;
  useEffect(() => {
    if (!live || !connected) return;
    const stopping = new AbortController();
    const { signal } = stopping;
    async function listen() {
      const told = await client.pipelines.followLog({ run, step, item, try: number }, { signal });
      for await (const length of told) setTotal(length.total);
    }
    // The stream carries no verdict: what can't be read is told by the page that is asked for.
    listen().catch(() => {});
    return () => stopping.abort();
  }, [client, connected, live, run, step, item, number]);
  return total;
}
