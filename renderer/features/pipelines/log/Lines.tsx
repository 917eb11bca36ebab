import { memo } from 'react';
import classes from './log.module.css';
import { type ClockTime, useClockTime } from './useClockTime.ts';

interface Line {
  readonly number: number;
  readonly at: string;
  readonly text: string;
}

/** Lines with their numbers and times, which a selection leaves out. */
export default memo(function Lines({ lines, marked = '' }: { lines: readonly Line[]; marked?: string }) {
  const clock = useClockTime();
  return lines.map((line) => (
    <div key={line.number} className={classes['line']}>
      <Place line={line} clock={clock} />
      <span className={classes['text']}>
        {marked === '' ? line.text : <Marked text={line.text} marked={marked} />}
      </span>
    </div>
  ));
});

function Place({ line, clock }: { line: Line; clock: ClockTime }) {
  const { day, time } = clock(line.at);
  return (
    <span className={classes['place']} title={`Line ${line.number}, ${day} ${time}`}>
      {time}
    </span>
  );
}

function Marked({ text, marked }: { text: string; marked: string }) {
  const at = text.toLowerCase().indexOf(marked.toLowerCase());
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + marked.length)}</mark>
      {text.slice(at + marked.length)}
    </>
  );
}
