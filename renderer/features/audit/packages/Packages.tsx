import { Button, TextInput } from '@mantine/core';
import { IconSearch, IconZoomCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { WithPanel } from '../../../ui/beside/WithPanel.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../audit.module.css';
import { addressOf, NEW, type Place } from '../place.ts';
import { matches } from '../words.ts';
import { keyOf } from './keyOf.ts';
import PackageList from './PackageList.tsx';
import PackagePanel from './PackagePanel.tsx';

type PackagesPlace = Extract<Place, { at: 'packages' }>;

/** Every package that was made here, and beside them all that is known of one. */
export default function Packages({ place: { id, written } }: { place: PackagesPlace }) {
  const formats = useFormats();
  const [, go] = useLocation();
  const [search, setSearch] = useViewState('audit-search', '');
  const history = useQuery(useCalls().audit.history.queryOptions());
  if (history.isError)
    return <FailureNotice failure={failureOf(history.error)} retry={() => void history.refetch()} />;
  if (history.data === undefined) return <Waiting>Looking for packages…</Waiting>;
  if (history.data.length === 0) return <NoneYet />;
  const shown = history.data.filter((made) => matches(made, search));
  const same = history.data.filter((made) => made.id === id);
  const chosen = same.find(({ file }) => file === written) ?? same[0] ?? null;
  return (
    <WithPanel
      className={classes['work']}
      panel={
        chosen && (
          <PackagePanel
            key={keyOf(chosen)}
            made={chosen}
            onClose={() => go(addressOf({ at: 'packages', id: null }))}
          />
        )
      }
    >
      <search className={classes['bar']}>
        <TextInput
          className={classes['search']}
          type="search"
          aria-label="Search the packages"
          placeholder="Find by title, kind, variant or file"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className={classes['quiet']} role="status" data-figures>
          {shown.length === 0
            ? 'Nothing matches'
            : `${formats.number(shown.length)} ${shown.length === 1 ? 'package' : 'packages'}`}
        </span>
      </search>
      {id !== null && chosen === null && (
        <p role="alert">
          This workspace made no package <code className={classes['code']}>{id}</code>. Another workspace may
          have.
        </p>
      )}
      {shown.length > 0 && (
        <PackageList
          packages={shown}
          chosen={chosen}
          onChoose={(one) => go(addressOf({ at: 'packages', id: one.id, written: one.file }))}
        />
      )}
    </WithPanel>
  );
}

function NoneYet() {
  return (
    <EmptyState
      icon={IconZoomCheck}
      title="No package was made yet"
      action={
        <>
          <Button component={Link} href={addressOf(NEW)}>
            Make the first
          </Button>
          <Button component={Link} href={addressOf({ at: 'file', path: null })} variant="default">
            Check a file
          </Button>
        </>
      }
    >
      A package is a workbook with the rows behind a figure and formulas that work it out again. Choose what
      to audit here, or press “Audit this” wherever a figure stands.
    </EmptyState>
  );
}
