import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Chunk } from './chunks.ts';
import Lines from './Lines.tsx';
import classes from './log.module.css';
import type { LogPlace } from './useLogLength.ts';

const LINE = 18;
/** So far outside the window a chunk is made ready. */
const NEAR = '600px';

/** Some lines of a log: fetched and drawn while they are near the window, else only as high as they were. */
export default memo(
  function LogChunk({
    frame,
    place,
    chunk,
  }: {
    frame: RefObject<HTMLElement | null>;
    place: LogPlace;
    chunk: Chunk;
  }) {
    const element = useRef<HTMLDivElement>(null);
    const height = useRef<number | null>(null);
    const [near, setNear] = useState(false);
    useEffect(() => {
      if (element.current === null) return;
      const watching = new IntersectionObserver(
        ([entry]) => {
          if (entry && !entry.isIntersecting) height.current = entry.boundingClientRect.height;
          setNear(entry?.isIntersecting ?? false);
        },
        { root: frame.current, rootMargin: NEAR },
      );
      watching.observe(element.current);
      return () => watching.disconnect();
    }, [frame]);
    const lines = useQuery({
      ...useCalls().pipelines.log.queryOptions({ input: { ...place, ...chunk } }),
      enabled: near,
      // A log only grows: what was read once stays so.
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: keepPreviousData,
    });
    const isDrawn = near && lines.data !== undefined;
    const { from, take } = chunk;
    // Where lines are missing, the answer goes on behind them with what is another chunk's.
    const own = useMemo(
      () => lines.data?.lines.filter(({ number }) => number < from + take) ?? [],
      [lines.data, from, take],
    );
    return (
      <div
        ref={element}
        className={classes['chunk']}
        style={isDrawn ? undefined : { height: height.current ?? chunk.take * LINE }}
      >
        {lines.isError && near && (
          <FailureNotice failure={failureOf(lines.error)} retry={() => void lines.refetch()} />
        )}
        {isDrawn && <Lines lines={own} />}
      </div>
    );
  },
  (a, b) =>
    a.frame === b.frame &&
    a.chunk.from === b.chunk.from &&
    a.chunk.take === b.chunk.take &&
    a.place.run === b.place.run &&
    a.place.step === b.place.step &&
    a.place.item === b.place.item &&
    a.place.try === b.place.try,
);
