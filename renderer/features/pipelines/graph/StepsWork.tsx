import { SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo } from 'react';
import type { RunDetail, StepCard } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { WithPanel } from '../../../ui/beside/WithPanel.tsx';
import StepPanel from '../step/StepPanel.tsx';
import { STEP_WORDS } from '../words/kinds.ts';
import { TASKS } from '../words/states.ts';
import { criticalWords } from './criticalWords.ts';
import { faceOf } from './faceOf.ts';
import classes from './graph.module.css';
import StepList from './StepList.tsx';

const Graph = lazy(() => import('../../../ui/graph/Graph.tsx'));

const NARROW = '(max-width: 48em)';
/** Fewer can be seen at once. */
const SEARCHED_FROM = 9;

/** Steps as a graph or a list, with what is known of the chosen one beside them. */
export default function StepsWork({
  steps,
  run,
  first = null,
}: {
  steps: readonly StepCard[];
  /** The run whose states are shown. */
  run: RunDetail | null;
  /** The step that is chosen to begin with. */
  first?: string | null;
}) {
  const formats = useFormats();
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  const [chosenName, setChosen] = useViewState<string | null>('pipeline-step', first);
  const [seen, setSeen] = useViewState<'graph' | 'list'>('pipeline-view', narrow ? 'list' : 'graph');
  const [search, setSearch] = useViewState('pipeline-search', '');
  const words = useDeferredValue(search);
  const tasks = useMemo(() => new Map((run?.tasks ?? []).map((task) => [task.step as string, task])), [run]);
  const nodes = useMemo(
    () =>
      steps.map((step) => ({
        id: step.name as string,
        dependsOn: step.after,
        face: faceOf(step, tasks.get(step.name), run?.items[step.name], formats),
      })),
    [steps, tasks, run, formats],
  );
  const matches = useMemo(() => matchesOf(steps, tasks, words), [steps, tasks, words]);
  const chosen = steps.find(({ name }) => name === chosenName) ?? null;
  const choose = useCallback((name: string) => setChosen(name), [setChosen]);
  const critical = criticalWords(steps, formats);
  return (
    <WithPanel
      className={classes['work']}
      panel={
        chosen !== null ? (
          <StepPanel
            key={chosen.name}
            step={chosen}
            steps={steps}
            run={run}
            onChoose={choose}
            onClose={() => setChosen(null)}
          />
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
        {steps.length >= SEARCHED_FROM && (
          <TextInput
            className={classes['search']}
            type="search"
            aria-label="Find a step"
            placeholder="Find by name, kind or state"
            leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            maxLength={200}
          />
        )}
        <span className={classes['quiet']} role="status" data-figures>
          {matches === null
            ? `${formats.number(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}`
            : `${formats.number(matches.size)} of ${formats.number(steps.length)} steps match`}
        </span>
      </search>
      {seen === 'graph' ? (
        <Suspense fallback={<p className={classes['quiet']}>Drawing the graph…</p>}>
          <Graph
            nodes={nodes}
            label="Graph of the steps: arrow keys go from step to step, Enter opens one"
            chosen={chosen?.name ?? null}
            matches={matches}
            onChoose={choose}
          />
        </Suspense>
      ) : (
        <StepList steps={steps} run={run} chosen={chosenName} matches={matches} onChoose={choose} />
      )}
      {critical !== null && <p className={classes['quiet']}>{critical}</p>}
    </WithPanel>
  );
}

function matchesOf(
  steps: readonly StepCard[],
  tasks: ReadonlyMap<string, RunDetail['tasks'][number]>,
  search: string,
): ReadonlySet<string> | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return new Set(
    steps
      .filter(({ name, kind, does }) => {
        const task = tasks.get(name);
        const text =
          `${name} ${STEP_WORDS[kind].word} ${does} ${task ? TASKS[task.status].word : ''}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map(({ name }) => name),
  );
}
