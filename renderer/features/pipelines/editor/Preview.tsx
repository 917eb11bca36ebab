import { IconAlertTriangle, IconCircleDashed } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import type { StepCard } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import type { GraphItem } from '../../../ui/graph/face.ts';
import { Section } from '../../../ui/Section.tsx';
import { STEP_WORDS } from '../words/kinds.ts';
import classes from './editor.module.css';

const Graph = lazy(() => import('../../../ui/graph/Graph.tsx'));

export interface Looked {
  readonly steps: readonly StepCard[];
  readonly schedule: string | null;
  readonly next: readonly { readonly at: string; readonly from: string; readonly to: string }[];
}

/** What the draft would be: its graph, and when it would run. */
export default function Preview({
  looked,
  wrong,
  chosen,
  onChoose,
}: {
  looked: Looked | undefined;
  /** Steps that aren't right yet. */
  wrong: ReadonlySet<string>;
  chosen: string | null;
  onChoose: (step: string) => void;
}) {
  const items = useMemo(
    () => (looked?.steps ?? []).map((step) => itemOf(step, wrong.has(step.name))),
    [looked?.steps, wrong],
  );
  return (
    <div className={classes['preview']}>
      <Section title="Graph">
        {items.length === 0 ? (
          <p className={classes['quiet']}>It is drawn as soon as there is a step that can be read.</p>
        ) : (
          <div className={classes['graph']}>
            <Suspense>
              <Graph
                nodes={items}
                label="Graph of the steps: arrow keys go from step to step, Enter opens one"
                chosen={chosen}
                matches={null}
                onChoose={onChoose}
              />
            </Suspense>
          </div>
        )}
      </Section>
      <Section title="The next five runs" description="If its schedule is switched on now.">
        <NextRuns looked={looked} />
      </Section>
    </div>
  );
}

function NextRuns({ looked }: { looked: Looked | undefined }) {
  const formats = useFormats();
  if (looked === undefined) return null;
  if (looked.schedule === null) return <p className={classes['quiet']}>None: it is started by hand.</p>;
  return (
    <>
      <p>{looked.schedule}</p>
      {looked.next.length === 0 && (
        <p className={classes['quiet']}>It has no times of its own: it starts with what it waits for.</p>
      )}
      <ol className={classes['next']}>
        {looked.next.map(({ at, from, to }) => (
          <li key={at}>
            <time dateTime={at}>{formats.instant(at)}</time>
            <span className={classes['quiet']}>
              {' '}
              covers {formats.instant(from)} to {formats.instant(to)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function itemOf({ name, kind, does, after }: StepCard, isWrong: boolean): GraphItem {
  const { word, icon } = STEP_WORDS[kind];
  return {
    id: name,
    dependsOn: after,
    face: {
      name,
      icon,
      state: isWrong ? 'warning' : 'idle',
      word: isWrong ? 'Not right yet' : 'Draft',
      sign: isWrong ? IconAlertTriangle : IconCircleDashed,
      foot: word,
      spoken: `${name}, ${word}, ${isWrong ? 'not right yet' : 'draft'}, ${does}`,
      tint: null,
      marked: false,
    },
  };
}
