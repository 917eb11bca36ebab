import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { StudyName } from '../../../shared/domain/study.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import Editing from './Editing.tsx';
import { addressOf, type StudyTab } from './place.ts';
import RunStudy from './RunStudy.tsx';
import { Standing } from './StudyList.tsx';
import Versions from './Versions.tsx';

export default function StudyPage({ name, tab }: { name: StudyName; tab: StudyTab }) {
  const [, go] = useLocation();
  const detail = useQuery(useCalls().studies.detail.queryOptions({ input: { name } }));
  const study = detail.data;
  return (
    <Page
      wide
      title={study?.card.title ?? name}
      lead={study && <Standing card={study.card} />}
      actions={
        <>
          <Button component={Link} href={addressOf({ at: 'list' })} variant="default">
            All studies
          </Button>
          {study?.value !== null && study !== undefined && (
            <>
              <Button component={Link} href="/explorer" variant="default">
                Lag explorer
              </Button>
              <RunStudy name={name} />
            </>
          )}
        </>
      }
    >
      {detail.isError && (
        <FailureNotice failure={failureOf(detail.error)} retry={() => void detail.refetch()} />
      )}
      {detail.isPending && <Waiting>Looking at what was found…</Waiting>}
      {study !== undefined && (
        <Tabs
          value={tab === 'text' ? 'form' : tab}
          keepMounted={false}
          onChange={(next) => next !== null && go(addressOf({ at: 'study', name, tab: next as StudyTab }))}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="versions">Versions</Tabs.Tab>
            <Tabs.Tab value="form">Settings</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="versions">
            <Versions name={name} versions={study.versions} />
          </Tabs.Panel>
          <Tabs.Panel value="form">
            <Editing name={name} text={study.text} value={study.value} base={study.text} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Page>
  );
}
