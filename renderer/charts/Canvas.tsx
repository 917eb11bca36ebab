import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useLayoutEffect, useRef } from 'react';
import classes from './Chart.module.css';
import { init } from './engine.ts';

interface CanvasProps {
  readonly option: EChartsCoreOption;
  /** Row under the keyboard's cursor. */
  readonly cursor: number | null;
  readonly onPick: ((row: number) => void) | undefined;
  /**
   * Drawn with the page itself, for what follows a hand. Others have a task each and only once they are in sight, so that many at once
   * don't hold the page up.
   */
  readonly prompt: boolean;
}

/** The drawn chart itself, loaded with ECharts when the first one is shown. */
export default function Canvas({ option, cursor, onPick, prompt }: CanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const inSight = useRef(false);
  /** What is to be drawn when the chart comes into sight; null once it is. */
  const due = useRef<(() => void) | null>(null);

  useLayoutEffect(() => {
    if (frame.current === null) return;
    const resizing = new ResizeObserver(() => {
      const made = chart.current;
      // It is told of the size it was made in, too, and drawing that again is wasted; so is what is about to be drawn anew.
      if (made === null || due.current !== null || !isOtherSize(made, frame.current)) return;
      made.resize();
    });
    resizing.observe(frame.current);
    const watching = new IntersectionObserver(
      (seen) => {
        inSight.current = seen.at(-1)?.isIntersecting ?? false;
        if (inSight.current) due.current?.();
      },
      // A little ahead of scrolling, within the pane that scrolls.
      { scrollMargin: '300px' },
    );
    watching.observe(frame.current);
    return () => {
      resizing.disconnect();
      watching.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useLayoutEffect(() => {
    const draw = () => {
      due.current = null;
      if (frame.current === null) return;
      chart.current ??= made(frame.current, (row) => pick.current?.(row));
      if (isOtherSize(chart.current, frame.current)) {
        chart.current.clear();
        chart.current.resize();
      }
      chart.current.setOption(option, { notMerge: true });
    };
    if (prompt) return draw();
    due.current = draw;
    const timer = setTimeout(() => {
      if (inSight.current) due.current?.();
    });
    return () => clearTimeout(timer);
  }, [option, prompt]);

  useEffect(() => {
    if (cursor === null) return;
    // After the drawing that it points into.
    const timer = setTimeout(() =>
      chart.current?.dispatchAction({
        type: 'showTip',
        seriesIndex: seriesWithCursor(option),
        dataIndex: cursor,
      }),
    );
    return () => {
      clearTimeout(timer);
      chart.current?.dispatchAction({ type: 'hideTip' });
    };
  }, [cursor, option]);

  return <div ref={frame} className={classes['canvas']} data-pickable={onPick !== undefined || undefined} />;
}

function made(frame: HTMLDivElement, pick: (row: number) => void): ECharts {
  const chart = init(frame, null, { renderer: 'canvas' });
  chart.on('click', (event) => {
    if (event.componentType === 'series' && event.dataIndex !== undefined) pick(event.dataIndex);
  });
  return chart;
}

function isOtherSize(chart: ECharts, frame: HTMLDivElement | null): boolean {
  return (
    frame !== null && (chart.getWidth() !== frame.clientWidth || chart.getHeight() !== frame.clientHeight)
  );
}

/** The first series whose items are rows of the table; those that only decorate are silent. */
function seriesWithCursor({ series }: EChartsCoreOption): number {
  if (!Array.isArray(series)) return 0;
  return Math.max(
    0,
    series.findIndex(({ silent }: { silent?: boolean }) => silent !== true),
  );
}
