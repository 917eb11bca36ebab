import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { type KeyboardEvent, lazy, Suspense, useId, useMemo, useRef, useState } from 'react';
import { notifyDone, notifyFailure } from '../app/toasts.ts';
import classes from './Chart.module.css';
import { type ChartActions, ChartMenu } from './ChartMenu.tsx';
import type { ChartProps, ChartTable } from './chart.ts';
import { chartLook } from './chartLook.ts';
import { cursorAfter } from './cursor.ts';
import { FiguresTable } from './FiguresTable.tsx';
import { cellText } from './figures.ts';
import { fileName, type Picture, pngPicture, saveFile, svgPicture } from './pictures.ts';
import { csvOf, tsvOf } from './tableText.ts';

const Canvas = lazy(() => import('./Canvas.tsx'));

/**
 * A picture that can also be heard, walked through by keyboard, read as a table and taken away. ECharts has none of this by itself.
 */
export function Chart({
  title,
  summary,
  table,
  option,
  height = 240,
  prompt = false,
  onPick,
  tell,
}: ChartProps) {
  const scheme = useComputedColorScheme('light');
  const [asTable, setAsTable] = useState(false);
  const [cursor, setCursor] = useState<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const ids = useId();
  const look = useMemo(() => chartLook(scheme), [scheme]);
  const drawn = useMemo(
    () => withTip(option(look), look, tell ?? ((row) => rowText(table, row))),
    [option, look, tell, table],
  );
  const at = cursor !== null && cursor < table.rows.length ? cursor : null;

  const picture = (): Picture => ({
    option: option(look),
    look,
    title,
    summary,
    width: frame.current?.clientWidth ?? 800,
    height,
  });
  const latest: ChartActions = {
    toggleTable: () => setAsTable((before) => !before),
    copy: () => void copied(tsvOf(table)),
    png: () => void pngPicture(picture()).then((blob) => saveFile(blob, fileName(title, 'png'))),
    svg: () =>
      void svgPicture(picture()).then((svg) =>
        saveFile(new Blob([svg], { type: 'image/svg+xml' }), fileName(title, 'svg')),
      ),
    csv: () => saveFile(new Blob([csvOf(table)], { type: 'text/csv' }), fileName(title, 'csv')),
  };
  // The menu is the same for every picture: a slider that moves mustn't draw it again each time.
  const ways = useRef(latest);
  ways.current = latest;
  const [actions] = useState<ChartActions>(() => ({
    toggleTable: () => ways.current.toggleTable(),
    copy: () => ways.current.copy(),
    png: () => ways.current.png(),
    svg: () => ways.current.svg(),
    csv: () => ways.current.csv(),
  }));
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') setCursor(null);
    if (event.key === 'Enter' && at !== null) onPick?.(at);
    const next = cursorAfter(event.key, at, table.rows.length);
    if (next === undefined) return;
    event.preventDefault();
    setCursor(next);
  };

  return (
    <figure className={classes['chart']} aria-labelledby={`${ids}title`}>
      <figcaption className={classes['head']}>
        <h3 id={`${ids}title`} className={classes['title']}>
          {title}
        </h3>
        <ChartMenu title={title} asTable={asTable} actions={actions} />
      </figcaption>
      <p className={classes['summary']}>{summary}</p>
      {asTable ? (
        <div style={{ height: Math.max(height, 240) }}>
          <FiguresTable title={title} table={table} />
        </div>
      ) : (
        <div
          ref={frame}
          role="img"
          aria-label={`${title}. ${summary}`}
          aria-describedby={`${ids}keys`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are walked through with the keyboard
          tabIndex={0}
          className={classes['frame']}
          style={{ height }}
          onKeyDown={pressed}
          onBlur={() => setCursor(null)}
        >
          <Suspense fallback={null}>
            <Canvas option={drawn} cursor={at} onPick={onPick} prompt={prompt} />
          </Suspense>
        </div>
      )}
      <p id={`${ids}keys`} className={classes['spoken']}>
        Left and right walk through the points{onPick === undefined ? '.' : ', Enter picks one.'}
      </p>
      <p className={classes['spoken']} role="status">
        {at === null ? '' : (tell?.(at) ?? rowText(table, at))}
      </p>
    </figure>
  );
}

/** Drawn into the canvas: a tip made of HTML would need what the page's policy refuses, and would carry out what a name holds. */
function withTip(
  option: EChartsCoreOption,
  look: ReturnType<typeof chartLook>,
  tell: (row: number) => string,
): EChartsCoreOption {
  const formatter = (of: { dataIndex: number } | readonly { dataIndex: number }[]) => {
    const row = Array.isArray(of) ? of[0]?.dataIndex : (of as { dataIndex: number }).dataIndex;
    // Braces would be read as the marks of a rich text.
    return row === undefined ? '' : tell(row).replace(/[{}|]/g, ' ');
  };
  const tip = {
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    backgroundColor: look.surface,
    borderColor: look.line,
    textStyle: { color: look.ink, fontSize: 12, fontFamily: look.font },
    formatter,
  };
  return { ...option, tooltip: { ...(option['tooltip'] as object | undefined), ...tip } };
}

function rowText({ columns, rows }: ChartTable, at: number): string {
  return (rows[at] ?? []).map((cell, column) => `${columns[column]}: ${cellText(cell)}`).join('\n');
}

async function copied(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notifyDone('The figures are on the clipboard.');
  } catch {
    notifyFailure({
      code: 'BAD_INPUT',
      message: 'The figures were not copied: this page may not use the clipboard.',
      next: 'Save them as CSV instead.',
      retry: false,
    });
  }
}
