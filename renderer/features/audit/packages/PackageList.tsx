import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { AuditPackage } from '../../../../shared/contract/audit.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { ListTable } from '../../../ui/beside/ListTable.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../audit.module.css';
import { KINDS, ticksInShort, VARIANTS } from '../words.ts';
import { keyOf } from './keyOf.ts';

const SLICE = 100;
const COLUMNS = [
  { title: 'Package' },
  { title: 'Made' },
  { title: 'Verified' },
  { title: 'Kind' },
  { title: 'Variant' },
  { title: 'Size', figures: true },
  { title: 'File' },
  { title: 'Marks', figures: true },
  { title: 'Open exceptions', figures: true },
] as const;

/** The newest first; arrow keys go through them, Enter opens one. */
export default function PackageList({
  packages,
  chosen,
  onChoose,
}: {
  packages: readonly AuditPackage[];
  chosen: AuditPackage | null;
  onChoose: (made: AuditPackage) => void;
}) {
  const formats = useFormats();
  const [most, setMost] = useState(SLICE);
  const [reached, setReached] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = packages.slice(0, most);
  const keys = shown.map(keyOf);
  const open = chosen === null ? null : keyOf(chosen);
  const current = [reached, open].find((key) => key !== null && keys.includes(key)) ?? keys[0];

  function pressed(event: KeyboardEvent) {
    const here = event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined;
    const at = here === undefined ? -1 : keys.indexOf(here);
    if (at === -1) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: keys.length - 1 }[event.key];
    const next = to === undefined ? undefined : keys[to];
    if (next === undefined) return;
    event.preventDefault();
    setReached(next);
    body.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
  }

  return (
    <div>
      <ListTable
        caption="Packages, the newest first: arrow keys go through them, Enter opens one"
        className={classes['table']}
      >
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column.title} scope="col" data-figures={'figures' in column || undefined}>
                <span className={classes['head']}>{column.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={pressed}>
          {shown.map((made) => (
            <Row
              key={keyOf(made)}
              made={made}
              chosen={keyOf(made) === open}
              current={keyOf(made) === current}
              formats={formats}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </ListTable>
      {packages.length > shown.length && (
        <Button variant="default" mt="sm" onClick={() => setMost(most + SLICE)}>
          Show {formats.number(Math.min(SLICE, packages.length - shown.length))} more
        </Button>
      )}
    </div>
  );
}

function Row({
  made,
  chosen,
  current,
  formats,
  onChoose,
}: {
  made: AuditPackage;
  chosen: boolean;
  current: boolean;
  formats: Formats;
  onChoose: (made: AuditPackage) => void;
}) {
  const { title, subject, variant, madeAt, bytes, ticks, there, marks, openExceptions } = made;
  const verified = ticksInShort(ticks);
  return (
    <tr data-chosen={chosen || undefined}>
      <td>
        <button
          type="button"
          className={classes['name']}
          data-key={keyOf(made)}
          tabIndex={current ? 0 : -1}
          aria-pressed={chosen}
          onClick={() => onChoose(made)}
        >
          {title}
        </button>
      </td>
      <td className={classes['quiet']}>
        <time dateTime={madeAt} title={formats.instant(madeAt)}>
          {formats.ago(madeAt)}
        </time>
      </td>
      <td>
        <State state={verified.state}>{verified.told}</State>
      </td>
      <td className={classes['quiet']}>{KINDS[subject.kind].word}</td>
      <td className={classes['quiet']}>{VARIANTS[variant].word}</td>
      <td data-figures>{formats.bytes(bytes)}</td>
      <td>{there ? <span className={classes['quiet']}>there</span> : <State state="warning">gone</State>}</td>
      <td data-figures>
        {marks === 0 ? <span className={classes['quiet']}>none</span> : formats.number(marks)}
      </td>
      <td data-figures>
        {openExceptions === 0 ? (
          <span className={classes['quiet']}>none</span>
        ) : (
          <State state="warning">{formats.number(openExceptions)}</State>
        )}
      </td>
    </tr>
  );
}
