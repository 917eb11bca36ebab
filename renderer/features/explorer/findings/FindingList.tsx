import { Button, Select, TextInput, UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type FindingLine,
  type OpenStudy,
  VERDICTS,
  type Verdict,
} from '../../../../shared/contract/explorer.ts';
import { useViewState } from '../../../app/viewState.ts';
import { figureText } from '../../../charts/figures.ts';
import { platformColor } from '../../../charts/platformColor.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State } from '../../../ui/State.tsx';
import classes from '../explorer.module.css';
import type { Chosen } from '../study/chosen.ts';
import { VERDICT } from './words.ts';

interface Filters {
  readonly verdict: Verdict | null;
  readonly about: Readonly<Record<string, string>>;
  readonly text: string;
  readonly take: number;
}

const PAGE = 50;
const NONE: Filters = { verdict: null, about: {}, text: '', take: PAGE };

/** Columns that say too little about many pairs to be filtered by. */
const FILTERS = ['platform', 'category', 'product'];

/** What the study found, the strongest first. */
export function FindingList({
  study,
  chosen,
  onPick,
}: {
  study: OpenStudy;
  chosen: Chosen | null;
  onPick: (signal: string, outcome: string) => void;
}) {
  const calls = useCalls();
  const [filters, setFilters] = useViewState('filters', NONE);
  const [text] = useDebouncedValue(filters.text, 200);
  const change = (part: Partial<Filters>) => setFilters((before) => ({ ...before, take: PAGE, ...part }));
  const found = useQuery(
    calls.explorer.findings.queryOptions({
      input: {
        study: study.study,
        sort: 'strength',
        descending: true,
        take: filters.take,
        ...(filters.verdict === null ? {} : { verdicts: [filters.verdict] }),
        ...(Object.keys(filters.about).length === 0 ? {} : { about: filters.about }),
        ...(text.trim() === '' ? {} : { text: text.trim() }),
      },
      placeholderData: keepPreviousData,
    }),
  );
  const { lines = [], total = 0, counts = {}, problem = null } = found.data ?? {};
  return (
    <nav aria-label="Findings" className={classes['list']}>
      <div className={classes['filters']}>
        <TextInput
          aria-label="Search the findings"
          placeholder="Trend or product"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={filters.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <Select
          aria-label="Verdict"
          placeholder="Any verdict"
          clearable
          data={VERDICTS.map((value) => ({ value, label: `${VERDICT[value].word} (${counts[value] ?? 0})` }))}
          value={filters.verdict}
          onChange={(value) => change({ verdict: VERDICTS.find((verdict) => verdict === value) ?? null })}
        />
        {FILTERS.map((column) => {
          const values = valuesOf(study, column);
          return values.length < 2 ? null : (
            <Select
              key={column}
              aria-label={column}
              placeholder={`Any ${column}`}
              clearable
              searchable
              data={values}
              value={filters.about[column] ?? null}
              onChange={(value) => change({ about: withValue(filters.about, column, value) })}
            />
          );
        })}
      </div>
      {found.isError && <FailureNotice failure={failureOf(found.error)} retry={() => void found.refetch()} />}
      {problem !== null && (
        <p className={classes['quiet']}>
          {problem.message} {problem.next}
        </p>
      )}
      {found.isSuccess && problem === null && (
        <p className={classes['count']} role="status">
          {total === 0
            ? 'No finding is like this. Clear a filter.'
            : `${total} findings, the strongest first`}
        </p>
      )}
      {lines.length > 0 && (
        <ul className={classes['lines']}>
          {lines.map((line) => (
            <li key={`${line.signal}\n${line.outcome}`}>
              <Finding
                line={line}
                shown={chosen?.signal === line.signal && chosen.outcome === line.outcome}
                onPick={onPick}
              />
            </li>
          ))}
        </ul>
      )}
      {lines.length < total && (
        <Button
          variant="default"
          size="compact-sm"
          disabled={filters.take >= 500}
          onClick={() => change({ take: Math.min(500, filters.take + PAGE) })}
        >
          Show more
        </Button>
      )}
    </nav>
  );
}

function Finding({
  line,
  shown,
  onPick,
}: {
  line: FindingLine;
  shown: boolean;
  onPick: (signal: string, outcome: string) => void;
}) {
  const scheme = useComputedColorScheme('light');
  const { state, word } = VERDICT[line.verdict];
  const platform = line.about['platform'];
  return (
    <UnstyledButton
      className={classes['line'] ?? ''}
      aria-current={shown || undefined}
      onClick={() => onPick(line.signal, line.outcome)}
    >
      <span className={classes['names']}>
        {platform !== null && platform !== undefined && (
          <span
            aria-hidden
            className={classes['dot']}
            style={{ background: platformColor(platform, scheme) }}
          />
        )}
        {line.signal} → {line.outcome}
      </span>
      <span className={classes['row']}>
        <State state={state}>{word}</State>
        <span className={classes['quiet']} data-figures>
          {line.r === null ? '' : `r ${figureText(line.r)}`}
          {line.lead === null || line.r === null ? '' : ` · lead ${line.lead}`}
        </span>
      </span>
    </UnstyledButton>
  );
}

function valuesOf(study: OpenStudy, column: string): string[] {
  const told = [...study.signals, ...study.outcomes].map(({ about }) => about[column]);
  return [...new Set(told.filter((value): value is string => typeof value === 'string'))].sort();
}

function withValue(about: Readonly<Record<string, string>>, column: string, value: string | null) {
  const { [column]: _, ...rest } = about;
  return value === null ? rest : { ...rest, [column]: value };
}
