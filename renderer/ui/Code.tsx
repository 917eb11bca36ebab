import { useMemo } from 'react';
import classes from './Code.module.css';
import { CopyButton } from './CopyButton.tsx';
import { sqlLines } from './sqlTokens.ts';

/** More lines than this are shown only when asked for: nobody reads them, and drawing them takes time. */
const MOST_LINES = 1_500;

/** SQL to be read: numbered lines, quiet colours, and its text to take away. */
export function Code({ label, text }: { label: string; text: string }) {
  const lines = useMemo(() => sqlLines(text.replace(/\s+$/, '')), [text]);
  const shown = lines.slice(0, MOST_LINES);
  return (
    <div className={classes['frame']}>
      <div className={classes['copy']}>
        <CopyButton value={text} label="Copy" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too */}
      <section className={classes['scroll']} aria-label={label} tabIndex={0}>
        <pre className={classes['code']}>
          {shown.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={at} className={classes['line']} data-line={at + 1}>
              {line.map(({ kind, text: piece }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line have no other name
                <span key={place} data-kind={kind === 'plain' ? undefined : kind}>
                  {piece}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
        </pre>
        {lines.length > shown.length && (
          <p className={classes['more']}>{lines.length - shown.length} more lines: copy it to read them.</p>
        )}
      </section>
    </div>
  );
}
