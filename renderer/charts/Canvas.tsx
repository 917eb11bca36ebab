import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { useEffect, useLayoutEffect, useRef } from 'react';
import classes from './Chart.module.css';
import { init } from './engine.ts';

interface CanvasProps {
  readonly option: EChartsCoreOption;
  /** Row under the keyboard's cursor. */
  readonly cursor: number | null;
  readonly onPick: ((row: number) => void) | undefined;
}

/** The drawn chart itself, loaded with ECharts when the first one is shown. */
export default function Canvas({ option, cursor, onPick }: CanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useLayoutEffect(() => {
    if (frame.current === null) return;
    const made = init(frame.current, null, { renderer: 'canvas' });
    chart.current = made;
    made.on('click', (event) => {
      if (event.componentType === 'series' && event.dataIndex !== undefined) pick.current?.(event.dataIndex);
    });
    const watching = new ResizeObserver(() => made.resize());
    watching.observe(frame.current);
    return () => {
      watching.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useLayoutEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  useEffect(() => {
    if (cursor === null) return;
    chart.current?.dispatchAction({
      type: 'showTip',
      seriesIndex: seriesWithCursor(option),
      dataIndex: cursor,
    });
    return () => {
      chart.current?.dispatchAction({ type: 'hideTip' });
    };
  }, [cursor, option]);

  return <div ref={frame} className={classes['canvas']} data-pickable={onPick !== undefined || undefined} />;
}

/** The first series whose items are rows of the table; those that only decorate are silent. */
function seriesWithCursor({ series }: EChartsCoreOption): number {
  if (!Array.isArray(series)) return 0;
  return Math.max(
    0,
    series.findIndex(({ silent }: { silent?: boolean }) => silent !== true),
  );
}
