import { SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo } from 'react';
import { useLocationProperty } from 'wouter/use-browser-location';
import type { GraphNode, ProjectPicture } from '../../../../shared/contract/models.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { WithPanel } from '../../../ui/beside/WithPanel.tsx';
import { type Reach, reachOf } from '../../../ui/graph/walk.ts';
import { Page } from '../../../ui/Page.tsx';
import BuildBar from '../build/BuildBar.tsx';
import BuildNow from '../build/BuildNow.tsx';
import { useBuild } from '../build/useBuild.ts';
import NodeList from '../list/NodeList.tsx';
import classes from '../models.module.css';
import NodePanel from '../panel/NodePanel.tsx';
import DocsButton from './DocsButton.tsx';
import { matchesOf } from './matches.ts';
import NoNodes from './NoNodes.tsx';
import NothingBuilt from './NothingBuilt.tsx';
import NotLoaded from './NotLoaded.tsx';
import ProjectProblems from './ProjectProblems.tsx';

const Graph = lazy(() => import('../graph/Graph.tsx'));

const NARROW = '(max-width: 48em)';
const REACHES: readonly { value: Reach; label: string }[] = [
  { value: 'all', label: 'Everything' },
  { value: 'up', label: 'Upstream' },
  { value: 'down', label: 'Downstream' },
  { value: 'both', label: 'Both' },
];

export default function ReadProject({ project }: { project: ProjectPicture & { state: 'read' } }) {
  const formats = useFormats();
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  const linked = nodeIn(useLocationProperty(() => location.hash));
  const [chosenId, setChosen] = useViewState<string | null>('models-chosen', linked);
  const [seen, setSeen] = useViewState<'graph' | 'list'>('models-view', narrow ? 'list' : 'graph');
  const [reach, setReach] = useViewState<Reach>('models-reach', 'all');
  const [search, setSearch] = useViewState('models-search', '');
  const words = useDeferredValue(search);
  const build = useBuild();

  const { nodes } = project;
  const chosen = nodes.find(({ id }) => id === chosenId) ?? null;
  const shown = useMemo(
    () => (chosenId === null ? nodes : reachOf(nodes, chosenId, reach)),
    [nodes, chosenId, reach],
  );
  const matches = useMemo(() => matchesOf(shown, words), [shown, words]);
  const steps = build !== null && build.phase !== 'ended' ? build.steps : null;
  const choose = useCallback((id: string) => setChosen(id), [setChosen]);

  return (
    <Page
      wide
      title="Models"
      lead={leadOf(project, formats.number)}
      actions={<BuildBar nodes={nodes} chosen={chosen} build={build} />}
    >
      <BuildNow build={build} nodes={nodes} onChoose={choose} />
      <ProjectProblems problems={project.problems} />
      <NotLoaded relations={project.notLoaded} demo={project.demo} />
      {nodes.length > 0 && project.notLoaded.length === 0 && project.lastBuild === null && build === null && (
        <NothingBuilt />
      )}
      {nodes.length === 0 ? (
        <NoNodes folder={project.folder} />
      ) : (
        <WithPanel
          className={classes['work']}
          panel={
            chosen !== null ? (
              <NodePanel key={chosen.id} node={chosen} onChoose={choose} onClose={() => setChosen(null)} />
            ) : null
          }
        >
          <search className={classes['bar']}>
            <SegmentedControl
              aria-label="How to look at it"
              value={seen}
              data={[
                { value: 'graph', label: 'Graph' },
                { value: 'list', label: 'List' },
              ]}
              onChange={(value) => setSeen(value === 'list' ? 'list' : 'graph')}
            />
            <TextInput
              className={classes['search']}
              type="search"
              aria-label="Find a node"
              placeholder="Find by name, layer, tag or file"
              leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
              maxLength={200}
            />
            {chosen !== null && (
              <SegmentedControl
                aria-label={`What to show around ${chosen.name}`}
                value={reach}
                data={[...REACHES]}
                onChange={(value) => setReach(REACHES.find((one) => one.value === value)?.value ?? 'all')}
              />
            )}
            <span className={classes['quiet']} role="status" data-figures>
              {countWords(shown, matches, formats.number)}
            </span>
            <span className={classes['space']} />
            <DocsButton />
          </search>
          {seen === 'graph' ? (
            <Suspense fallback={<p className={classes['quiet']}>Drawing the graph…</p>}>
              <Graph
                nodes={shown}
                chosen={chosen?.id ?? null}
                steps={steps}
                matches={matches}
                onChoose={choose}
              />
            </Suspense>
          ) : (
            <NodeList nodes={shown} chosen={chosenId} steps={steps} matches={matches} onChoose={choose} />
          )}
        </WithPanel>
      )}
      {project.cut && (
        <p className={classes['quiet']}>
          The project has more nodes than a screen can carry: {formats.number(nodes.length)} of them are
          shown.
        </p>
      )}
    </Page>
  );
}

function nodeIn(hash: string): string | null {
  const [, id] = /^#node=(.+)$/.exec(hash) ?? [];
  if (id === undefined) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return null;
  }
}

function leadOf({ name, engine, nodes, checks }: ProjectPicture & { state: 'read' }, number: Count): string {
  const models = nodes.filter(({ kind }) => kind === 'model').length;
  const on = engine === 'sqlite' ? 'SQLite' : 'Postgres';
  return `${name}: ${number(models)} ${models === 1 ? 'model' : 'models'} and ${number(checks)} ${checks === 1 ? 'check' : 'checks'}, on ${on}.`;
}

type Count = (value: number) => string;

function countWords(shown: readonly GraphNode[], matches: ReadonlySet<string> | null, number: Count): string {
  if (matches === null) return `${number(shown.length)} nodes`;
  return matches.size === 0
    ? 'Nothing matches'
    : `${number(matches.size)} of ${number(shown.length)} nodes match`;
}
