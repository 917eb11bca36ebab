import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconZoomExclamation } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { AuditKind, AuditSubject } from '../../../../shared/domain/audit.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../audit.module.css';
import { subjectWords } from '../words.ts';

/** Told as the core knows it: where days begin, and how they are written, is known here. */
const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

type OfferedKind = Exclude<AuditKind, 'period'>;

/** As many as the core offers at once. */
const MOST = 100;

const NOTHING: Readonly<
  Record<
    OfferedKind,
    { readonly title: string; readonly next: string; readonly href: string; readonly to: string }
  >
> = {
  finding: {
    title: 'No study has found anything yet',
    next: 'Run a study: each pair it compares becomes a finding.',
    ...{ href: '/studies', to: 'Open Studies' },
  },
  dashboard: {
    title: 'There is no brief yet',
    next: 'Home says what the brief still needs. Once it is made, its figures can be audited.',
    ...{ href: '/', to: 'Open Home' },
  },
  relation: {
    title: 'There are no relations yet',
    next: 'Load a source or a file: what it brings becomes the first relation.',
    ...{ href: '/sources', to: 'Open Sources' },
  },
  run: {
    title: 'No pipeline has run yet',
    next: 'Run one: its steps, rows and checks can be audited afterwards.',
    ...{ href: '/pipelines', to: 'Open Pipelines' },
  },
};

/** One of what there is, found by its words. */
export default function ChooseOffer({
  kind,
  onChoose,
}: {
  kind: OfferedKind;
  onChoose: (subject: AuditSubject) => void;
}) {
  const formats = useFormats();
  const [search, setSearch] = useViewState(`audit-search-${kind}`, '');
  const [text] = useDebouncedValue(search.trim(), 200);
  const offers = useQuery({
    ...useCalls().audit.offers.queryOptions({ input: { kind, text } }),
    placeholderData: keepPreviousData,
  });
  if (offers.isError)
    return <FailureNotice failure={failureOf(offers.error)} retry={() => void offers.refetch()} />;
  if (offers.data === undefined) return <Waiting>Looking for what there is…</Waiting>;
  const found = offers.data;
  if (found.length === 0 && text === '' && !offers.isPlaceholderData) return <Nothing kind={kind} />;
  return (
    <>
      <search className={classes['bar']}>
        <TextInput
          className={classes['search']}
          type="search"
          aria-label="Find what to audit"
          placeholder="Find by any of its words"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className={classes['quiet']} role="status" data-figures>
          {found.length === 0
            ? 'Nothing has these words'
            : found.length >= MOST
              ? `The first ${formats.number(MOST)}: search for the others`
              : `${formats.number(found.length)} to choose from`}
        </span>
      </search>
      {found.length > 0 && (
        <ul
          className={classes['offers']}
          aria-label="What can be audited"
          aria-busy={offers.isPlaceholderData}
        >
          {found.map(({ subject, label, about }) => (
            <li key={JSON.stringify(subject)}>
              <UnstyledButton
                className={classes['offer'] ?? ''}
                title={subjectWords(subject)}
                onClick={() => onChoose(subject)}
              >
                <span>{label}</span>
                <span className={classes['quiet']} data-figures>
                  {about.replace(INSTANT, formats.instant)}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Nothing({ kind }: { kind: OfferedKind }) {
  const { title, next, href, to } = NOTHING[kind];
  return (
    <EmptyState
      icon={IconZoomExclamation}
      title={title}
      action={
        <Button component={Link} href={href} variant="default">
          {to}
        </Button>
      }
    >
      {next}
    </EmptyState>
  );
}
