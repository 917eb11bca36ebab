import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { useViewState } from '../../app/viewState.ts';
import { failureOf, useCalls } from '../../client/client.tsx';
import { useFresh } from '../../client/useFresh.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import BrokenConfig from './BrokenConfig.tsx';
import BriefPart from './brief/BriefPart.tsx';
import { useReveal } from './brief/useReveal.ts';
import WorkspacePart, { FILES_ELEMENT } from './WorkspacePart.tsx';

const MINUTE = 60_000;

/** The brief of the open workspace, and below it how the workspace itself stands. */
export default function Overview({ workspace }: { workspace: OpenWorkspace }) {
  const { config, path, problems } = workspace;
  const calls = useCalls().brief;
  const read = useQuery({
    ...calls.read.queryOptions(),
    enabled: config !== null,
    // A pipeline may make it anew at any time, and no file or piece of work of this page tells of that.
    refetchInterval: MINUTE,
  });
  useFresh(calls.key());
  const reveal = useReveal();
  const brief = config === null ? undefined : read.data;
  const [chosen, setChosen] = useViewState<boolean | null>('home-workspace', null);
  // What it is made of is what there is to look at until there is a brief.
  const isOpen = chosen ?? (brief !== undefined && brief.madeAt === null);
  const showFiles = () => {
    setChosen(true);
    reveal.show(FILES_ELEMENT);
  };
  return (
    <Page
      title={config?.name ?? folderName(path)}
      lead={brief?.asOf?.sentence}
      actions={
        <Button
          component={Link}
          href="/settings#workspace"
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden />}
        >
          Workspace settings
        </Button>
      }
    >
      {config === null && <BrokenConfig path={path} />}
      {config !== null && (
        <>
          {read.isError && (
            <FailureNotice failure={failureOf(read.error)} retry={() => void read.refetch()} />
          )}
          <BriefPart
            brief={brief}
            isPending={read.isPending}
            problems={problems}
            reveal={reveal}
            onFiles={showFiles}
          />
        </>
      )}
      <WorkspacePart workspace={workspace} isOpen={isOpen} onOpen={setChosen} />
    </Page>
  );
}

function folderName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}
