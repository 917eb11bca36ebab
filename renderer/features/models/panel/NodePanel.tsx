import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { GraphNode, NodeDetail } from '../../../../shared/contract/models.ts';
import { RelationName } from '../../../../shared/domain/relation.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { AuditThis } from '../../../ui/AuditThis.tsx';
import { PanelTabs } from '../../../ui/beside/PanelTabs.tsx';
import { SidePanel } from '../../../ui/beside/SidePanel.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { SaveTable } from '../../../ui/SaveTable.tsx';
import { State } from '../../../ui/State.tsx';
import ProjectProblems from '../project/ProjectProblems.tsx';
import { healthOf, KINDS, layerWord } from '../words.ts';
import BuildsTab from './BuildsTab.tsx';
import ChecksTab from './ChecksTab.tsx';
import ColumnsTab from './ColumnsTab.tsx';
import DiffTab from './DiffTab.tsx';
import DocsTab from './DocsTab.tsx';
import LineageTab from './LineageTab.tsx';
import classes from './panel.module.css';
import RowsTab from './RowsTab.tsx';
import SqlTab from './SqlTab.tsx';
import { useBroughtIntoSight } from './useBroughtIntoSight.ts';

interface Tab {
  readonly id: string;
  readonly title: string;
  readonly has: (detail: NodeDetail) => boolean;
  readonly Content: (props: { detail: NodeDetail; onChoose: (id: string) => void }) => React.ReactNode;
}

const TABS: readonly Tab[] = [
  { id: 'docs', title: 'About', has: () => true, Content: DocsTab },
  { id: 'sql', title: 'SQL', has: ({ raw }) => raw !== null, Content: SqlTab },
  { id: 'columns', title: 'Columns', has: ({ node }) => node.relation !== null, Content: ColumnsTab },
  { id: 'checks', title: 'Checks', has: ({ node }) => node.kind !== 'exposure', Content: ChecksTab },
  { id: 'lineage', title: 'Lineage', has: () => true, Content: LineageTab },
  { id: 'rows', title: 'Rows', has: ({ node }) => node.relation !== null, Content: RowsTab },
  { id: 'builds', title: 'Builds', has: ({ node }) => isBuilt(node), Content: BuildsTab },
  {
    id: 'diff',
    title: 'Row diff',
    has: ({ node }) => isBuilt(node) && node.relation !== null,
    Content: DiffTab,
  },
];

/** All that is known of one node. */
export default function NodePanel({
  node,
  onChoose,
  onClose,
}: {
  node: GraphNode;
  onChoose: (id: string) => void;
  onClose: () => void;
}) {
  const formats = useFormats();
  const [wide, setWide] = useViewState('models-wide', false);
  const [tab, setTab] = useViewState('models-tab', 'docs');
  const detail = useQuery({
    ...useCalls().models.node.queryOptions({ input: { id: node.id } }),
    placeholderData: (before) => before,
  });
  const panel = useRef<HTMLElement>(null);
  const known = detail.data !== undefined;
  useBroughtIntoSight(panel, known);
  // The next node opens with the same tab, which may lie outside a narrow row of them.
  useEffect(() => {
    const chosen = known ? panel.current?.querySelector('[role="tab"][aria-selected="true"]') : null;
    const row = chosen?.parentElement;
    if (!chosen || !row) return;
    row.scrollLeft += Math.max(0, chosen.getBoundingClientRect().right - row.getBoundingClientRect().right);
  }, [known]);
  const health = healthOf(node);
  const relation = RelationName.safeParse(node.relation);
  const published = detail.data?.columns.some(({ present }) => present) ?? false;
  const tabs = detail.data === undefined ? [] : TABS.filter(({ has }) => has(detail.data));
  const here = tabs.some(({ id }) => id === tab) ? tab : 'docs';
  return (
    <SidePanel
      ref={panel}
      name={node.name}
      facts={
        <p className={classes['facts']}>
          <State state={health.state}>{health.word}</State>
          <span>
            {KINDS[node.kind].word}
            {node.materialized !== '' && node.materialized !== node.kind && `, ${node.materialized}`}
          </span>
          <span>{layerWord(node.layer)}</span>
          {node.rows !== null && <span data-figures>{formats.number(node.rows)} rows</span>}
          {node.builtAt !== null && (
            <time dateTime={node.builtAt} title={formats.instant(node.builtAt)}>
              published {formats.ago(node.builtAt)}
            </time>
          )}
        </p>
      }
      wide={wide}
      onWide={setWide}
      onClose={onClose}
    >
      {detail.isError && (
        <FailureNotice failure={failureOf(detail.error)} retry={() => void detail.refetch()} />
      )}
      {detail.data && (
        <>
          <ProjectProblems problems={detail.data.problems} />
          {relation.success && published && (
            <div className={classes['row']}>
              <>
                <SaveTable relation={relation.data} compact />
                <AuditThis subject={{ kind: 'relation', relation: relation.data }} />
              </>
            </div>
          )}
          <PanelTabs about={node.name} tabs={tabs} here={here} onGo={setTab} className={classes['content']}>
            {tabs.map(({ id, Content }) => (
              <Tabs.Panel key={id} value={id}>
                <Content detail={detail.data} onChoose={onChoose} />
              </Tabs.Panel>
            ))}
          </PanelTabs>
        </>
      )}
    </SidePanel>
  );
}

function isBuilt({ kind }: GraphNode): boolean {
  return kind === 'model' || kind === 'seed' || kind === 'snapshot';
}
