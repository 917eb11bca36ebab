import { type KeyboardEvent, useRef, useState } from 'react';
import type { RunDetail, StepCard } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { ListTable } from '../../../ui/beside/ListTable.tsx';
import { useSlowly } from '../overview/useSlowly.ts';
import { STEP_WORDS } from '../words/kinds.ts';
import { Standing } from '../words/Standing.tsx';
import { TASKS } from '../words/states.ts';
import { tookMs } from '../words/times.ts';
import { itemWords } from './faceOf.ts';
import classes from './graph.module.css';

const SLICE = 24;

/** The same as the graph, to be read and gone through with the arrow keys. */
export default function StepList({
  steps,
  run,
  chosen,
  matches,
  onChoose,
}: {
  steps: readonly StepCard[];
  run: RunDetail | null;
  chosen: string | null;
  matches: ReadonlySet<string> | null;
  onChoose: (name: string) => void;
}) {
  const formats = useFormats();
  const body = useRef<HTMLTableSectionElement>(null);
  const [reached, setReached] = useState<string | null>(null);
  const all = matches === null ? steps : steps.filter(({ name }) => matches.has(name));
  const shown = all.slice(0, useSlowly(all.length, SLICE));
  const current =
    [reached, chosen].find((name) => shown.some((step) => step.name === name)) ?? shown[0]?.name;

  function pressed(event: KeyboardEvent) {
    const at = shown.findIndex(({ name }) => name === current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const next = to === undefined ? undefined : shown[to];
    if (next === undefined) return;
    event.preventDefault();
    setReached(next.name);
    body.current?.querySelector<HTMLElement>(`[data-step="${next.name}"]`)?.focus();
  }

  if (all.length === 0)
    return <p className={classes['quiet']}>No step has these words in its name, kind or state.</p>;
  return (
    <ListTable caption="Steps: arrow keys go through them, Enter opens one" className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">State</th>
          <th scope="col">Kind</th>
          <th scope="col" data-figures>
            Took
          </th>
          <th scope="col" data-figures>
            Usually
          </th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={pressed}>
        {shown.map(({ name, kind, after, usualMs, critical, mapped }) => {
          const task = run?.tasks.find(({ step }) => step === name);
          const items = run?.items[name];
          const took = task === undefined ? null : tookMs(task.startedAt, task.endedAt);
          return (
            <tr key={name} data-chosen={name === chosen || undefined}>
              <td>
                <button
                  type="button"
                  className={classes['name']}
                  data-step={name}
                  tabIndex={name === current ? 0 : -1}
                  aria-pressed={name === chosen}
                  onClick={() => onChoose(name)}
                >
                  {name}
                </button>
                {critical && <span className={classes['quiet']}> critical path</span>}
              </td>
              <td>
                {task === undefined ? (
                  <span className={classes['quiet']}>not run yet</span>
                ) : (
                  <Standing shown={TASKS[task.status]} />
                )}
                {mapped && items !== undefined && (
                  <span className={classes['quiet']}> {itemWords(items, formats.number)}</span>
                )}
              </td>
              <td className={classes['quiet']}>{STEP_WORDS[kind].word}</td>
              <td data-figures>{took === null ? '–' : formats.duration(took / 1_000)}</td>
              <td data-figures className={classes['quiet']}>
                {usualMs === null ? '–' : formats.duration(usualMs / 1_000)}
              </td>
              <td className={classes['after']}>{after.join(', ') || '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </ListTable>
  );
}
