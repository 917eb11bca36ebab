import { Input } from '@mantine/core';
import { useId, useMemo } from 'react';
import { sqlTokens } from '../../../../ui/sqlTokens.ts';
import editor from '../editor.module.css';
import classes from './sql.module.css';

/** Coloured only up to here: each key pressed draws all of it anew. */
const MOST_COLOURED = 4_000;

/** SQL to be written: a plain field, with its colours drawn underneath. */
export default function SqlField({
  label,
  description,
  value,
  error,
  path,
  onChange,
}: {
  label: string;
  description: string;
  value: string;
  error: string | undefined;
  path: string;
  onChange: (sql: string) => void;
}) {
  const id = useId();
  const coloured = value.length <= MOST_COLOURED;
  const tokens = useMemo(() => (coloured ? sqlTokens(value) : []), [coloured, value]);
  return (
    <Input.Wrapper
      id={id}
      className={editor['whole']}
      label={label}
      description={description}
      error={error}
      withAsterisk
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <div className={classes['sql']} data-coloured={coloured || undefined}>
        <pre aria-hidden className={classes['sqlDrawn']}>
          {tokens.map(({ kind, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name
            <span key={at} data-kind={kind === 'plain' ? undefined : kind}>
              {text}
            </span>
          ))}
          {'\n'}
        </pre>
        <textarea
          id={id}
          className={classes['sqlWritten']}
          value={value}
          rows={coloured ? Math.max(3, value.split('\n').length) : 20}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={error !== undefined || undefined}
          aria-describedby={`${id}-description${error === undefined ? '' : ` ${id}-error`}`}
          data-path={path}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </Input.Wrapper>
  );
}
