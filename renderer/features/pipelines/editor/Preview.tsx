import { IconAlertTriangle, IconCircleDashed } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import type { StepKind } from '../../../../shared/domain/pipeline/step.ts';
import { useFormats } from '../../../app/formats.tsx';
import type { GraphItem } from '../../../ui/graph/face.ts';
import { Section } from '../../../ui/Section.tsx';
import { STEP_WORDS } from '../words/kinds.ts';
import classes from './editor.module.css';
import { sentence } from './faults.ts';
import { type Loose, textOf, textsOf } from './loose.ts';
import { kindOfStep } from './steps/stepList.ts';

/** More than this, and laying them out takes longer than a person waits between two words. */
const MOST_DRAWN = 150;

const Graph = lazy(() => import('../../../ui/graph/Graph.tsx'));

export interface Looked {
  readonly value: unknown;
  readonly schedule: string | null;
  readonly next: readonly { readonly at: string; readonly from: string; readonly to: string }[];
}

/** What the draft would be: its graph, and when it would run. */
export default function Preview({
  steps,
  looked,
  wrong,
  chosen,
  onChoose,
}: {
  /** As they stand in the draft, finished or not. */
  steps: readonly Loose[];
  /** Null: it can't be looked at before it is filled in. */
  looked: Looked | null | undefined;
  /** Steps that aren't right yet. */
  wrong: ReadonlySet<string>;
  chosen: string | null;
  onChoose: (step: string) => void;
}) {
  const formats = useFormats();
  const shape = JSON.stringify(steps.slice(0, MOST_DRAWN).map((step) => drawnOf(step, wrong)));
  // Only what is drawn counts: a key pressed in a field mustn't lay the graph out again.
  const items = useMemo(
    () => (JSON.parse(shape) as Drawn[]).filter(({ name }) => name !== '').map(itemOf),
    [shape],
  );
  return (
    <div className={classes['preview']}>
      <Section title="Graph">
        {steps.length > MOST_DRAWN ? (
          <p className={classes['quiet']}>
            {formats.number(steps.length)} steps are too many to be drawn anew while they are written. The
            page of the pipeline shows them.
          </p>
        ) : items.length === 0 ? (
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

function NextRuns({ looked }: { looked: Looked | null | undefined }) {
  const formats = useFormats();
  if (looked === undefined) return null;
  if (looked === null || looked.value === null)
    return <p className={classes['quiet']}>They are told as soon as what is wrong is mended.</p>;
  if (looked.schedule === null) return <p className={classes['quiet']}>None: it is started by hand.</p>;
  return (
    <>
      <p>{sentence(looked.schedule)}</p>
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

interface Drawn {
  readonly name: string;
  readonly kind: StepKind;
  readonly after: readonly string[];
  readonly isWrong: boolean;
}

function drawnOf(step: Loose, wrong: ReadonlySet<string>): Drawn {
  const name = textOf(step, 'name');
  return { name, kind: kindOfStep(step), after: textsOf(step, 'after'), isWrong: wrong.has(name) };
}

function itemOf({ name, kind, after, isWrong }: Drawn): GraphItem {
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
      spoken: `${name}, ${word}, ${isWrong ? 'not right yet' : 'draft'}`,
      tint: null,
      marked: false,
    },
  };
}
