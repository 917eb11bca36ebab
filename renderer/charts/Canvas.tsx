import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useLayoutEffect, useRef } from 'react';
import classes from './Chart.module.css';
import { init } from './engine.ts';

interface CanvasProps {
  readonly option: EChartsCoreOption;
  /** Row under the keyboard's cursor. */
  readonly cursor: number | null;
  readonly onPick: ((row: number) => void) | undefined;
  /** Drawn with the page itself, for what follows a hand. Others have a task each, so that many at once don't hold the page up. */
  readonly prompt: boolean;
}

/** The drawn chart itself, loaded with ECharts when the first one is shown. */
export default function Canvas({ option, cursor, onPick, prompt }: CanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useLayoutEffect(() => {
    if (frame.current === null) return;
    const watching = new ResizeObserver(() => {
      const made = chart.current;
      const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {};
      // It is told of the size it was made in, too, and drawing that again is wasted.
      if (made === null || (made.getWidth() === clientWidth && made.getHeight() === clientHeight)) return;
      made.resize();
    });
    watching.observe(frame.current);
    return () => {
      watching.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useLayoutEffect(() => {
    const draw = () => {
      if (frame.current === null) return;
      chart.current ??= made(frame.current, (row) => pick.current?.(row));
      chart.current.setOption(option, { notMerge: true });
    };
    if (prompt) return draw();
    const timer = setTimeout(draw);
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

/** The first series whose items are rows of the table; those that only decorate are silent. */
function seriesWithCursor({ series }: EChartsCoreOption): number {
  if (!Array.isArray(series)) return 0;
  return Math.max(
    0,
    series.findIndex(({ silent }: { silent?: boolean }) => silent !== true),
  );
}
