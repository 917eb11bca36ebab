import { Text } from '@mantine/core';
import { IconAnchor, IconFile, IconFolder } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { useFormats } from '../../app/formats.tsx';
import classes from './host.module.css';
import { type Row, rowTyped } from './rows.ts';

interface PickerRowsProps {
  listRef: RefObject<HTMLDivElement | null>;
  label: string;
  rows: readonly Row[];
  active: number;
  busy: boolean;
  /** Shown in place of the rows, when they can't be had. */
  instead: ReactNode;
  onActive: (index: number) => void;
  onOpen: (row: Row) => void;
  onUp: () => void;
}

const PAGE = 8;
/** Letters typed within this many ms belong together. */
const TYPING_PAUSE = 700;

export default function PickerRows(props: PickerRowsProps) {
  const { listRef, label, rows, active, busy, instead, onActive, onOpen, onUp } = props;
  const id = useId();
  const typed = useRef({ letters: '', at: 0 });

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  function move(index: number): void {
    onActive(Math.min(Math.max(index, 0), rows.length - 1));
  }

  function type(letter: string, at: number): void {
    const { letters, at: before } = typed.current;
    typed.current = { letters: at - before < TYPING_PAUSE ? letters + letter : letter, at };
    const found = rowTyped(rows, active, typed.current.letters);
    if (found >= 0) onActive(found);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[active];
    const moves: Record<string, () => void> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      PageDown: () => move(active + PAGE),
      PageUp: () => move(active - PAGE),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      Enter: () => row !== undefined && onOpen(row),
      Backspace: onUp,
    };
    const act = moves[event.key] ?? (event.key.length === 1 ? () => type(event.key, event.timeStamp) : null);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const empty = rows.length === 0;
  return (
    // One element in both roles: it keeps the focus when a folder turns out to be empty or closed to us.
    // biome-ignore lint/a11y/noStaticElementInteractions: the role is set below, where the rule can't read it
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label
    <div
      ref={listRef}
      className={classes['rows']}
      role={empty ? 'group' : 'listbox'}
      aria-label={label}
      aria-busy={busy}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      data-autofocus
      onKeyDown={onKeyDown}
    >
      {empty && instead && <div className={classes['instead']}>{instead}</div>}
      {empty && !instead && (
        <Text c="dimmed" p="sm">
          {busy ? 'Reading the folder…' : 'Nothing to list here. Backspace goes up.'}
        </Text>
      )}
      {rows.map((row, index) => (
        <PickerRow
          key={`${row.kind} ${row.name}`}
          id={`${id}-${index}`}
          row={row}
          selected={index === active}
          onSelect={() => onActive(index)}
          onOpen={() => onOpen(row)}
        />
      ))}
    </div>
  );
}

interface PickerRowProps {
  id: string;
  row: Row;
  selected: boolean;
  onSelect: () => void;
  onOpen: () => void;
}

function PickerRow({ id, row, selected, onSelect, onOpen }: PickerRowProps) {
  const formats = useFormats();
  const Icon = row.workspace ? IconAnchor : row.kind === 'folder' ? IconFolder : IconFile;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus and points here with aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles every key for its rows
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={classes['row']}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      <Icon size={16} aria-hidden />
      <span className={classes['name']}>{row.name}</span>
      {row.workspace && <span className={classes['note']}>workspace</span>}
      {row.bytes !== null && <span className={classes['note']}>{formats.bytes(row.bytes)}</span>}
    </div>
  );
}
