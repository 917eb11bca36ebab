import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../../../app/formats.tsx';
import { offsetOf } from './offsetOf.ts';
import classes from './rows.module.css';

interface PagerProps {
  offset: number;
  shown: number;
  more: boolean;
  pageSize: number;
  /** Null where the relation isn't counted. */
  total: number | null;
  onOffset: (offset: number) => void;
}

/** Pages one by one, or straight to a row. */
export default function Pager({ offset, shown, more, pageSize, total, onOffset }: PagerProps) {
  const formats = useFormats();
  const [text, setText] = useState('');
  const wanted = offsetOf(text, total, pageSize);
  return (
    <nav className={classes['pager']} aria-label="Pages of rows">
      <Button
        variant="default"
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - pageSize))}
      >
        Earlier rows
      </Button>
      <Button variant="default" disabled={!more} onClick={() => onOffset(offset + pageSize)}>
        Later rows
      </Button>
      <span data-figures role="status">
        Rows {formats.number(offset + 1)} to {formats.number(offset + shown)}
        {total !== null && ` of ${formats.number(total)}`}
      </span>
      {(more || offset > 0) && (
        <form
          className={classes['goTo']}
          onSubmit={(event) => {
            event.preventDefault();
            if (wanted !== null) onOffset(wanted);
          }}
        >
          <TextInput
            aria-label="Row to go to"
            placeholder="Row number"
            inputMode="numeric"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={wanted === null}>
            Go to row
          </Button>
        </form>
      )}
    </nav>
  );
}
