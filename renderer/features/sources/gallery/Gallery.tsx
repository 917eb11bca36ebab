import { Button, TextInput } from '@mantine/core';
import { IconFileOff, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ConnectorCard } from '../../../../shared/contract/sources.ts';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import BackToSources from '../BackToSources.tsx';
import { addressOf } from '../place.ts';
import classes from './gallery.module.css';
import { matchingConnectors } from './matchingConnectors.ts';

/** Everything that can be connected, what needs no key first. */
export default function Gallery() {
  const [search, setSearch] = useViewState('gallery-search', '');
  const gallery = useQuery(useCalls().sources.gallery.queryOptions());
  const shown = matchingConnectors(gallery.data ?? [], search);
  const keyless = shown.filter((one) => one.keyless && one.problem === null);
  const keyed = shown.filter((one) => !one.keyless && one.problem === null);
  const broken = shown.filter(({ problem }) => problem !== null);
  return (
    <Page
      title="Connect a source"
      lead="Public, documented interfaces only; what you connect stays on this machine."
      actions={
        <>
          <BackToSources />
          <Button
            component={Link}
            href={addressOf({ at: 'bring' })}
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          >
            Bring your own
          </Button>
        </>
      }
    >
      {gallery.isError && (
        <FailureNotice failure={failureOf(gallery.error)} retry={() => void gallery.refetch()} />
      )}
      <search>
        <TextInput
          className={classes['search']}
          type="search"
          label="Search the connectors"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </search>
      <Cards title="Without a key" connectors={keyless} />
      <Cards title="With an account of yours" connectors={keyed} />
      {broken.length > 0 && (
        <Section title="Can’t be used" description="Files in connectors/ of this workspace.">
          {broken.map(({ id, problem }) => problem !== null && <FailureNotice key={id} failure={problem} />)}
        </Section>
      )}
      {gallery.data !== undefined && shown.length === 0 && (
        <EmptyState
          icon={IconFileOff}
          title="No connector matches"
          action={
            <div className={classes['actions']}>
              <Button variant="default" onClick={() => setSearch('')}>
                Show all
              </Button>
              <Button component={Link} variant="default" href={addressOf({ at: 'bring' })}>
                Bring your own
              </Button>
            </div>
          }
        >
          Use other words, or bring a connector file that you wrote or were given.
        </EmptyState>
      )}
    </Page>
  );
}

function Cards({ title, connectors }: { title: string; connectors: readonly ConnectorCard[] }) {
  if (connectors.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={classes['cards']}>
        {connectors.map((connector) => (
          <li key={connector.id}>
            <Link href={addressOf({ at: 'connect', connector: connector.id })} className={classes['card']}>
              <span className={classes['title']}>{connector.title}</span>
              <span className={classes['summary']}>{connector.summary}</span>
              <span className={classes['facts']}>{factsOf(connector)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function factsOf({ streams, unsupported, origin }: ConnectorCard): string {
  const runs = streams - unsupported;
  const count = `${runs} ${runs === 1 ? 'stream' : 'streams'}`;
  const aside = unsupported === 0 ? '' : `, ${unsupported} that can’t run here`;
  return `${count}${aside}${origin === 'workspace' ? ' · of this workspace' : ''}`;
}
