import { useEffect, useRef, useState } from 'react';
import type { LaidOut, ToLayOut } from './layout.ts';

/** Where cards go, worked out beside the page; the last answer stays until the next is there, null before the first. */
export function useLayout(nodes: ToLayOut['nodes']): LaidOut | null {
  const [laidOut, setLaidOut] = useState<LaidOut | null>(null);
  const worker = useRef<Worker | null>(null);
  const turn = useRef(0);
  useEffect(() => {
    const started = new Worker(new URL('./layoutWorker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<{ turn: number; laidOut: LaidOut }>) => {
      if (data.turn === turn.current) setLaidOut(data.laidOut);
    });
    worker.current = started;
    return () => started.terminate();
  }, []);
  // Cards move when the graph changes, not when a check's verdict does.
  const shape = nodes.map(({ id, dependsOn }) => `${id}<${dependsOn.join()}`).join('\n');
  const asked = useRef(nodes);
  asked.current = nodes;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the nodes
  useEffect(() => {
    turn.current += 1;
    worker.current?.postMessage({
      turn: turn.current,
      asked: { nodes: asked.current.map(({ id, dependsOn }) => ({ id, dependsOn })) },
    });
  }, [shape]);
  return laidOut;
}
