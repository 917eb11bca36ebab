import { Button, Select } from '@mantine/core';
import { IconChartHistogram, IconMicroscope } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { failureOf, useCalls, useWorkspace } from '../../client/client.tsx';
import { useFresh } from '../../client/useFresh.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import { Page } from '../../ui/Page.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { StudyExplorer } from './study/StudyExplorer.tsx';
import { useExplorerView } from './study/useExplorerView.ts';

const TITLE = 'Lag explorer';

/** Which trend leads which sales, by how long, and how sure that is: one pair at a time, with all that speaks for and against it. */
export default function Explorer() {
  const workspace = useWorkspace();
  const calls = useCalls();
  useFresh(calls.explorer.key());
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title={TITLE} icon={IconChartHistogram}>
        It looks into the studies of a workspace.
      </NoWorkspace>
    );
  return <ChosenStudy key={workspace.path} />;
}

function ChosenStudy() {
  const calls = useCalls();
  const [view, change] = useExplorerView();
  const studies = useQuery(calls.explorer.studies.queryOptions());
  if (studies.isPending)
    return (
      <Page title={TITLE}>
        <Waiting>Looking for studies…</Waiting>
      </Page>
    );
  if (studies.isError)
    return (
      <Page title={TITLE}>
        <FailureNotice failure={failureOf(studies.error)} retry={() => void studies.refetch()} />
      </Page>
    );
  const chosen =
    studies.data.find(({ name }) => name === view.study) ??
    studies.data.find(({ problem }) => problem === null) ??
    studies.data[0];
  if (chosen === undefined)
    return (
      <Page title={TITLE}>
        <EmptyState
          icon={IconMicroscope}
          title="There is no study yet"
          action={
            <Button component={Link} href="/studies#new">
              Make a study
            </Button>
          }
        >
          A study says which signals are compared with which outcomes. Make one, run it, and its pairs are
          here.
        </EmptyState>
      </Page>
    );
  const choice =
    studies.data.length < 2 ? undefined : (
      <Select
        aria-label="Study"
        w="20rem"
        maw="100%"
        data={studies.data.map(({ name, title }) => ({ value: name, label: title }))}
        value={chosen.name}
        allowDeselect={false}
        // A pair and its filters are of one study; how both are prepared and which days are looked at may be kept.
        onChange={(study) =>
          change(`study ${study}`, {
            ...{ study, signal: null, outcome: null, lead: null },
            ...{ about: {}, verdict: null, search: '' },
          })
        }
      />
    );
  if (chosen.problem !== null)
    return (
      <Page title={TITLE} lead={chosen.title} actions={choice}>
        <FailureNotice
          failure={{ code: 'FILE_INVALID', retry: false, ...chosen.problem }}
          retry={() => void studies.refetch()}
        />
      </Page>
    );
  return <StudyExplorer key={chosen.name} study={chosen.name} {...{ view, change, choice }} />;
}
