import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { StepKind } from '../../../../../shared/domain/pipeline/step.ts';
import { State } from '../../../../ui/State.tsx';
import classes from '../editor.module.css';
import type { Faults } from '../faults.ts';
import type { Bound } from '../form/fields.tsx';
import { isLoose, type Loose, partOf, textOf } from '../loose.ts';
import type { Offers } from '../offers.ts';
import AddStep from './AddStep.tsx';
import StepFields from './StepFields.tsx';
import { type StepActs, StepHead } from './StepHead.tsx';
import { moved, newStep, stepsOf, withoutStep, withStep } from './stepList.ts';

/** The steps in the order of the file; what waits for what is said in each. One at a time is open. */
export default function StepList({
  of,
  offers,
  open,
  onOpen,
}: {
  of: Bound;
  offers: Offers;
  open: number | null;
  onOpen: (at: number | null) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  /** Which button keeps the keyboard after a step moved under it. */
  const [after, setAfter] = useState<{ at: number; by: number } | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const steps = stepsOf(of.value);
  const faults = useMemo(() => faultsByStep(of.faults), [of.faults]);
  useEffect(() => {
    if (after === null) return;
    const wished = list.current?.querySelector<HTMLButtonElement>(`[data-move="${after.at} ${after.by}"]`);
    const other = list.current?.querySelector<HTMLButtonElement>(`[data-move="${after.at} ${-after.by}"]`);
    (wished?.disabled ? other : wished)?.focus();
  }, [after]);

  const set = (next: readonly Loose[]) => of.onChange({ ...of.value, steps: next });
  function move(from: number, to: number): void {
    set(moved(steps, from, to));
    if (open === from) onOpen(to);
    else if (open !== null && from < open && open <= to) onOpen(open - 1);
    else if (open !== null && to <= open && open < from) onOpen(open + 1);
  }
  function add(kind: StepKind): void {
    set([...steps, newStep(kind, steps, kind === 'extract' ? offers.sources[0] : undefined)]);
    onOpen(steps.length);
  }
  const acts = useSame({
    open: (at) => onOpen(open === at ? null : at),
    step(at, by) {
      move(at, at + by);
      setAfter({ at: at + by, by });
    },
    drag: setDragged,
  });

  return (
    <div className={classes['steps']}>
      {of.faults['steps'] !== undefined && <State state="warning">{of.faults['steps']}</State>}
      <ol ref={list} className={classes['stepList']}>
        {steps.map((step, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name while its own is written
            key={at}
            className={classes['step']}
            data-dragged={dragged === at || undefined}
            onDragOver={(event: DragEvent) => dragged !== null && event.preventDefault()}
            onDrop={() => {
              if (dragged !== null) move(dragged, at);
              setDragged(null);
            }}
          >
            <StepHead
              step={step}
              at={at}
              isLast={at === steps.length - 1}
              isOpen={open === at}
              fault={faults.get(at)}
              acts={acts}
            />
            {open === at && (
              <StepFields
                of={{
                  value: step,
                  path: `steps.${at}`,
                  faults: of.faults,
                  onChange: (next) => set(withStep(steps, at, next)),
                }}
                others={steps.filter((one) => one !== step).map((one) => textOf(one, 'name'))}
                listParams={listParamsOf(of.value)}
                offers={offers}
                onRemove={() => {
                  set(withoutStep(steps, at));
                  onOpen(null);
                }}
              />
            )}
          </li>
        ))}
      </ol>
      <AddStep kinds={offers.kinds} onAdd={add} />
    </div>
  );
}

/** The first fault of each step. */
function faultsByStep(faults: Faults): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const [path, fault] of Object.entries(faults)) {
    const at = /^steps\.(\d+)/.exec(path)?.[1];
    if (at !== undefined && !found.has(Number(at))) found.set(Number(at), fault);
  }
  return found;
}

/** The same object for good, which does what the latest one does. */
function useSame(latest: StepActs): StepActs {
  const now = useRef<StepActs>(latest);
  now.current = latest;
  return useMemo(
    () => ({
      open: (at) => now.current.open(at),
      step: (at, by) => now.current.step(at, by),
      drag: (at) => now.current.drag(at),
    }),
    [],
  );
}

function listParamsOf(value: Loose): string[] {
  return Object.entries(partOf(value, 'params'))
    .filter(([, param]) => isLoose(param) && param['type'] === 'list')
    .map(([name]) => name);
}
