import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Chunk } from './chunks.ts';
import Lines from './Lines.tsx';
import classes from './log.module.css';
import type { LogPlace } from './useLogLength.ts';

const LINE = 18;
/** So far outside the frame a chunk is made ready. */
const NEAR = '600px';

interface ChunkProps {
  readonly frame: RefObject<HTMLElement | null>;
  readonly place: LogPlace;
  readonly chunk: Chunk;
}

/** Some lines of a log: fetched and drawn while they are near the frame, else only as high as they were. */
export default memo(function LogChunk({ frame, place, chunk }: ChunkProps) {
  const element = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const watching = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return;
        if (!entry.isIntersecting) setHeight(entry.boundingClientRect.height);
        setNear(entry.isIntersecting);
      },
      { root: frame.current, rootMargin: NEAR },
    );
    watching.observe(element.current);
    return () => watching.disconnect();
  }, [frame]);
  const kept = height ?? chunk.take * LINE;
  return (
    <div ref={element} className={classes['chunk']} style={near ? undefined : { height: kept }}>
      {near && <Drawn place={place} chunk={chunk} kept={kept} />}
    </div>
  );
}, sameChunk);

function Drawn({ place, chunk, kept }: { place: LogPlace; chunk: Chunk; kept: number }) {
  const { from, take } = chunk;
  const page = useQuery({
    ...useCalls().pipelines.log.queryOptions({ input: { ...place, from, take } }),
    // A log only grows: what was read once stays so.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  // Where lines are missing, the answer goes on behind them with what is another chunk's.
  const own = useMemo(
    () => page.data?.lines.filter(({ number }) => number < from + take),
    [page.data, from, take],
  );
  if (page.isError)
    return <FailureNotice failure={failureOf(page.error)} retry={() => void page.refetch()} />;
  return own === undefined ? <div style={{ height: kept }} /> : <Lines lines={own} />;
}

function sameChunk(a: ChunkProps, b: ChunkProps): boolean {
  return (
    a.frame === b.frame &&
    a.chunk.from === b.chunk.from &&
    a.chunk.take === b.chunk.take &&
    a.place.run === b.place.run &&
    a.place.step === b.place.step &&
    a.place.item === b.place.item &&
    a.place.try === b.place.try
  );
}
