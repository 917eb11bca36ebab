import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../../shared/errors/failure.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { joinPath, lastNameOf, parentOf } from './paths.ts';
import type { PathQuestion } from './questions.ts';
import { type Row, rowsOf } from './rows.ts';

export interface Picker {
  /** The folder listed, as the machine spells it. */
  readonly here: string;
  readonly parent: string | null;
  readonly rows: readonly Row[];
  /** Index of the selected row; -1 stands for the folder itself. */
  readonly active: number;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly hidden: boolean;
  readonly name: string;
  go(path: string): void;
  enter(row: Row): void;
  up(): void;
  setActive(index: number): void;
  setHidden(hidden: boolean): void;
  setName(name: string): void;
}

export function usePicker(question: PathQuestion): Picker {
  const calls = useCalls();
  const [path, setPath] = useState(question.startAt);
  const [hidden, setHidden] = useState(false);
  const [selected, setSelected] = useState<{ folder: string; name: string } | null>(null);
  const [name, setName] = useState(question.kind === 'pickSavePath' ? question.suggestedName : '');
  const listing = useQuery(
    calls.host.listFolder.queryOptions({ input: { path, hidden }, placeholderData: keepPreviousData }),
  );

  // The rows belong to the folder they were read from, which lags behind `path` while the next one loads.
  const here = listing.data?.path ?? path;
  const parent = listing.data === undefined ? parentOf(path) : listing.data.parent;
  const rows = listing.data === undefined ? [] : rowsOf(listing.data, filesShown(question));
  const active = selected?.folder === here ? rows.findIndex((row) => row.name === selected.name) : -1;

  function select(index: number): void {
    const row = rows[index];
    setSelected(row === undefined ? null : { folder: here, name: row.name });
    if (question.kind === 'pickSavePath' && row?.kind === 'file') setName(row.name);
  }

  return {
    here,
    parent,
    rows,
    active,
    loading: listing.isFetching,
    failure: listing.isError ? failureOf(listing.error) : null,
    hidden,
    name,
    go: setPath,
    enter: (row) => setPath(joinPath(here, row.name)),
    up() {
      if (parent === null) return;
      setSelected({ folder: parent, name: lastNameOf(here) });
      setPath(parent);
    },
    setActive: select,
    setHidden,
    setName,
  };
}

function filesShown(question: PathQuestion) {
  if (question.kind === 'pickFolder') return 'none';
  return question.kind === 'pickFile' ? question.filters : [];
}
