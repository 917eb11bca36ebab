import { useEffect, useRef } from 'react';
import { useFormats } from '../../../app/formats.tsx';
import { type Chunk, chunksOf, type LogSize } from './chunks.ts';
import LogChunk from './LogChunk.tsx';
import classes from './log.module.css';
import type { LogPlace } from './useLogLength.ts';

/** Nearer than this to the end counts as being there. */
const AT_END = 24;

/** All of a log, of which only what is near the window is fetched and drawn. */
export default function LogLines({
  place,
  size,
  wrapped,
  follows,
  onScrolledUp,
}: {
  place: LogPlace;
  size: LogSize;
  wrapped: boolean;
  follows: boolean;
  onScrolledUp: () => void;
}) {
  const { number } = useFormats();
  const frame = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const top = useRef(0);
  useEffect(() => {
    const element = content.current;
    if (!follows || element === null) return;
    const toTheEnd = () => {
      if (frame.current) frame.current.scrollTop = frame.current.scrollHeight;
    };
    toTheEnd();
    const growing = new ResizeObserver(toTheEnd);
    growing.observe(element);
    return () => growing.disconnect();
  }, [follows]);
  const { before, after } = chunksOf(size);
  const drawn = (chunk: Chunk) => <LogChunk key={chunk.from} frame={frame} place={place} chunk={chunk} />;
  return (
    <section
      ref={frame}
      className={classes['frame']}
      data-wrapped={wrapped || undefined}
      aria-label={`Lines of the log of ${place.step}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        const isUp = scrollTop < top.current && scrollHeight - scrollTop - clientHeight > AT_END;
        top.current = scrollTop;
        if (follows && isUp) onScrolledUp();
      }}
    >
      <div ref={content} className={classes['lines']}>
        {before.map(drawn)}
        {after.length > 0 && (
          <p className={classes['gap']}>
            {number(size.leftOut)} lines were left out here: the log had grown too long
          </p>
        )}
        {after.map(drawn)}
      </div>
    </section>
  );
}
