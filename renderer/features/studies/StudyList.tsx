import { Anchor, Button } from '@mantine/core';
import { IconMicroscope, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { StudyCard } from '../../../shared/contract/studies.ts';
import { StudyName } from '../../../shared/domain/study.ts';
import type { Formats } from '../../app/createFormats.ts';
import { useFormats } from '../../app/formats.tsx';
import { failureOf, useCalls } from '../../client/client.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { State } from '../../ui/State.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { countsInWords } from './counts.ts';
import { addressOf } from './place.ts';
import RunStudy from './RunStudy.tsx';
import classes from './studies.module.css';

export default function StudyList() {
  const list = useQuery(useCalls().studies.list.queryOptions());
  const formats = useFormats();
  const anew = (
    <Button
      component={Link}
      href={addressOf({ at: 'new' })}
      variant="default"
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
    >
      New study
    </Button>
  );
  const found = list.data ?? [];
  return (
    <Page
      wide
      title="Studies"
      lead="What is compared with what, over which leads, and what was found each time."
      actions={found.length > 0 && anew}
    >
      {list.isError && <FailureNotice failure={failureOf(list.error)} retry={() => void list.refetch()} />}
      {list.isPending && <Waiting>Looking at the studies…</Waiting>}
      {list.data?.length === 0 && (
        <EmptyState icon={IconMicroscope} title="There is no study yet" action={anew}>
          A study names the signals and the outcomes of your marts, and says which of them lead which. It is a
          file in studies/: yours to write here or in any editor.
        </EmptyState>
      )}
      {found.length > 0 && (
        <Table caption="Studies" columns={columnsFor(formats)} rows={found} rowId={({ name }) => name} />
      )}
    </Page>
  );
}

function columnsFor({ number, ago }: Formats): Column<StudyCard>[] {
  return [
    {
      id: 'study',
      title: 'Study',
      cell: ({ name, title, file }) => {
        const known = StudyName.safeParse(name);
        return (
          <div className={classes['two']}>
            {known.success ? (
              <Anchor component={Link} href={addressOf({ at: 'study', name: known.data, tab: 'versions' })}>
                {title ?? name}
              </Anchor>
            ) : (
              <span>{name}</span>
            )}
            <code className={classes['mono']}>{file}</code>
          </div>
        );
      },
    },
    { id: 'standing', title: 'Standing', cell: (card) => <Standing card={card} /> },
    {
      id: 'found',
      title: 'Found last',
      cell: ({ last }) => (last === null ? '–' : countsInWords(last.counts, number)),
    },
    { id: 'when', title: 'Last run', cell: ({ last }) => (last === null ? 'never' : ago(last.at)) },
    {
      id: 'run',
      title: 'Run',
      quiet: true,
      cell: ({ name, problems }) => {
        const known = StudyName.safeParse(name);
        const broken = problems.some(({ severity }) => severity === 'error');
        return known.success && !broken ? <RunStudy name={known.data} small /> : null;
      },
    },
  ];
}

export function Standing({ card: { problems, last, changed } }: { card: StudyCard }) {
  const first = problems.find(({ severity }) => severity === 'error');
  if (first !== undefined)
    return (
      <State state="broken">
        Can’t run: line {first.line}, {first.message}
      </State>
    );
  if (last === null) return <State state="idle">Not run yet</State>;
  if (changed) return <State state="warning">Changed since its last run</State>;
  return <State state="ok">As its last run</State>;
}
