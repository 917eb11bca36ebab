import { type KeyboardEvent, memo, type RefObject, useId, useRef } from 'react';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { indented } from './indent.ts';
import classes from './text.module.css';

/** The text with its line numbers; a line with a problem is marked where its number stands. */
export default function TextEditor({
  text,
  file,
  problems,
  field,
  onChange,
}: {
  text: string;
  file: string;
  problems: readonly FileProblem[];
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (text: string) => void;
}) {
  const id = useId();
  const gutter = useRef<HTMLDivElement>(null);
  /** After Escape, Tab leaves: nobody is caught in here. */
  const leaving = useRef(false);
  const lines = text.split('\n').length;

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === 'Escape') {
      leaving.current = true;
      return;
    }
    if (event.key === 'Tab' && !leaving.current && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      const area = event.currentTarget;
      const next = indented(area.value, area.selectionStart, area.selectionEnd, event.shiftKey);
      area.setSelectionRange(next.from, next.to);
      // The only way of writing into a field that Undo takes back.
      if (next.put === '') document.execCommand('delete');
      else document.execCommand('insertText', false, next.put);
      area.setSelectionRange(next.start, next.end);
    }
    if (event.key !== 'Shift') leaving.current = false;
  }

  return (
    <div className={classes['text']}>
      <div className={classes['textFrame']}>
        <Gutter frame={gutter} lines={lines} problems={problems} />
        <textarea
          ref={field}
          aria-label={`Text of ${file}`}
          aria-describedby={id}
          aria-invalid={problems.some(({ severity }) => severity === 'error') || undefined}
          className={classes['textWritten']}
          value={text}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onKeyDown={pressed}
          onBlur={() => {
            leaving.current = false;
          }}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <p id={id} className={classes['hint']}>
        Tab indents. Escape, then Tab leaves the text.
      </p>
    </div>
  );
}

const Gutter = memo(function Gutter({
  frame,
  lines,
  problems,
}: {
  frame: RefObject<HTMLDivElement | null>;
  lines: number;
  problems: readonly FileProblem[];
}) {
  const marked = new Map<number, FileProblem>();
  for (const problem of problems)
    if (marked.get(problem.line)?.severity !== 'error') marked.set(problem.line, problem);
  return (
    <div ref={frame} className={classes['gutter']} aria-hidden>
      {Array.from({ length: lines }, (_, at) => {
        const problem = marked.get(at + 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <span key={at} data-severity={problem?.severity} title={problem?.message}>
            {problem !== undefined && '! '}
            {at + 1}
          </span>
        );
      })}
    </div>
  );
});
