import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { StepKind } from '../../../../../shared/domain/pipeline/step.ts';
import { State } from '../../../../ui/State.tsx';
import { STEP_WORDS } from '../../words/kinds.ts';
import classes from '../editor.module.css';
import { type Faults, faultOf } from '../faults.ts';
import { type Bound, ManyField, TextField } from '../form/fields.tsx';
import { isLoose, type Loose, partOf, textOf, textsOf } from '../loose.ts';
import type { Offers } from '../offers.ts';
import KindFields from './KindFields.tsx';
import MoreFields from './MoreFields.tsx';
import { kindOfStep, moved, newStep, stepsOf, withoutStep, withStep } from './stepList.ts';
import { DOES } from './words.ts';

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
  function remove(at: number): void {
    set(withoutStep(steps, at));
    onOpen(null);
  }

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
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons beside it move it without a mouse */}
            <div
              className={classes['stepHead']}
              draggable={open !== at}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(at);
              }}
              onDragEnd={() => setDragged(null)}
            >
              <StepToggle step={step} at={at} open={open === at} faults={of.faults} onOpen={onOpen} />
              <ActionIcon
                aria-label={`Move ${nameOf(step, at)} up`}
                className={classes['move']}
                data-move={`${at} -1`}
                disabled={at === 0}
                onClick={() => {
                  move(at, at - 1);
                  setAfter({ at: at - 1, by: -1 });
                }}
              >
                <IconArrowUp size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={`Move ${nameOf(step, at)} down`}
                className={classes['move']}
                data-move={`${at} 1`}
                disabled={at === steps.length - 1}
                onClick={() => {
                  move(at, at + 1);
                  setAfter({ at: at + 1, by: 1 });
                }}
              >
                <IconArrowDown size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
            </div>
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
                onRemove={() => remove(at)}
              />
            )}
          </li>
        ))}
      </ol>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            className={classes['start']}
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
            rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          >
            Add a step
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offers.kinds.map((kind) => {
            const Glyph = STEP_WORDS[kind].icon;
            return (
              <Menu.Item
                key={kind}
                leftSection={<Glyph size={16} stroke={1.75} aria-hidden />}
                onClick={() => add(kind)}
              >
                {STEP_WORDS[kind].word} <span className={classes['quiet']}>{DOES[kind]}</span>
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function StepToggle({
  step,
  at,
  open,
  faults,
  onOpen,
}: {
  step: Loose;
  at: number;
  open: boolean;
  faults: Faults;
  onOpen: (at: number | null) => void;
}) {
  const kind = kindOfStep(step);
  const Glyph = STEP_WORDS[kind].icon;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const fault = faultOf(faults, `steps.${at}`);
  const after = textsOf(step, 'after');
  return (
    <button
      type="button"
      className={classes['stepToggle']}
      aria-expanded={open}
      data-path={`steps.${at}`}
      onClick={() => onOpen(open ? null : at)}
    >
      <Chevron size={16} stroke={1.75} aria-hidden />
      <Glyph size={16} stroke={1.75} aria-hidden />
      <span className={classes['strong']}>{nameOf(step, at)}</span>{' '}
      <span className={classes['quiet']}>
        {STEP_WORDS[kind].word}
        {after.length > 0 && `, after ${after.join(', ')}`}
      </span>
      {fault !== undefined && (
        <span className={classes['stepFault']}>
          <State state="broken">{open ? 'Not right yet' : fault}</State>
        </span>
      )}
    </button>
  );
}

function StepFields({
  of,
  others,
  listParams,
  offers,
  onRemove,
}: {
  of: Bound;
  others: readonly string[];
  listParams: readonly string[];
  offers: Offers;
  onRemove: () => void;
}) {
  const name = textOf(of.value, 'name');
  return (
    <div className={classes['stepBody']}>
      <div className={classes['columns']}>
        <TextField
          of={{ ...of, faults: nameFaults(of) }}
          name="name"
          label="Name"
          description="Lower-case letters, digits, dashes and underscores."
          needed
        />
        <KindFields of={of} offers={offers} />
        {others.length > 0 && (
          <ManyField
            of={of}
            name="after"
            label="After"
            description="It begins when these have ended. Empty: with the run."
            data={others.filter((one) => one !== '').map((value) => ({ value, label: value }))}
          />
        )}
      </div>
      <details className={classes['more']}>
        <summary>More</summary>
        <MoreFields of={of} pools={offers.pools} listParams={listParams} />
      </details>
      <div>
        <Button variant="default" size="compact-sm" onClick={onRemove}>
          Remove {name === '' ? 'this step' : name}
        </Button>
      </div>
    </div>
  );
}

/** What is wrong with the step as a whole stands beside its name. */
function nameFaults({ faults, path }: Bound): Faults {
  const whole = faults[path];
  return whole === undefined ? faults : { [`${path}.name`]: whole, ...faults };
}

function nameOf(step: Loose, at: number): string {
  return textOf(step, 'name') || `step ${at + 1}`;
}

function listParamsOf(value: Loose): string[] {
  return Object.entries(partOf(value, 'params'))
    .filter(([, param]) => isLoose(param) && param['type'] === 'list')
    .map(([name]) => name);
}
