import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconLayoutSidebarRightCollapse, IconLayoutSidebarRightExpand, IconX } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import type { RunDetail, StepCard, TaskLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { STEP_WORDS } from '../words/kinds.ts';
import { Standing } from '../words/Standing.tsx';
import { TASKS } from '../words/states.ts';
import About from './About.tsx';
import ClearFrom from './ClearFrom.tsx';
import Items from './Items.tsx';
import LogOfTask from './LogOfTask.tsx';
import Now from './Now.tsx';
import classes from './step.module.css';
import Tries from './Tries.tsx';
import { useBroughtIntoSight } from './useBroughtIntoSight.ts';

interface PanelProps {
  readonly step: StepCard;
  readonly steps: readonly StepCard[];
  readonly run: RunDetail | null;
  readonly onChoose: (name: string) => void;
  readonly onClose: () => void;
}

/** All that is known of one step, and what it said. */
export default function StepPanel({ step, steps, run, onChoose, onClose }: PanelProps) {
  const title = useId();
  const panel = useRef<HTMLElement>(null);
  const [wide, setWide] = useViewState('pipeline-wide', false);
  const [tab, setTab] = useViewState('pipeline-tab', step.mapped ? 'items' : 'log');
  const [item, setItem] = useState<TaskLine | null>(null);
  useBroughtIntoSight(panel);
  const task = run?.tasks.find((one) => one.step === step.name);
  const shown = item ?? task;
  const tabs = tabsOf(step, task);
  const here = tabs.some(({ id }) => id === tab) ? tab : (tabs[0]?.id ?? 'about');
  return (
    <section ref={panel} className={classes['panel']} aria-labelledby={title} data-wide={wide || undefined}>
      <header className={classes['head']}>
        <div className={classes['words']}>
          <h2 id={title} className={classes['title']}>
            {step.name}
          </h2>
          <p className={classes['facts']}>
            {task && <Standing shown={TASKS[task.status]} />}
            <span>
              {STEP_WORDS[step.kind].word}: {step.does}
            </span>
          </p>
        </div>
        <div className={classes['buttons']}>
          <Tooltip label={wide ? 'Beside the graph' : 'All the width'}>
            <ActionIcon
              className={classes['widen'] ?? ''}
              aria-label={wide ? 'Put the panel beside the graph' : 'Give the panel all the width'}
              onClick={() => setWide(!wide)}
            >
              {wide ? (
                <IconLayoutSidebarRightCollapse size={18} stroke={1.5} aria-hidden />
              ) : (
                <IconLayoutSidebarRightExpand size={18} stroke={1.5} aria-hidden />
              )}
            </ActionIcon>
          </Tooltip>
          <ActionIcon aria-label={`Close ${step.name}`} onClick={onClose}>
            <IconX size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        </div>
      </header>
      {run && task && (
        <>
          <Now task={task} step={step} />
          <ClearFrom run={run.run} step={step} steps={run.steps} />
        </>
      )}
      <Tabs
        value={here}
        onChange={(value) => setTab(value ?? 'about')}
        keepMounted={false}
        classNames={{
          list: classes['tabs'] ?? '',
          tab: classes['tab'] ?? '',
          panel: classes['content'] ?? '',
        }}
      >
        <Tabs.List aria-label={`About ${step.name}`}>
          {tabs.map(({ id, word }) => (
            <Tabs.Tab key={id} value={id}>
              {word}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="items">
          {run && (
            <Items
              run={run.run.id}
              step={step.name}
              counts={run.items[step.name] ?? {}}
              onLog={(chosen) => {
                setItem(chosen);
                setTab('log');
              }}
            />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="log">
          {run && shown && (
            <>
              {item && <OfItem item={item} onWhole={() => setItem(null)} />}
              <LogOfTask
                key={shown.item}
                run={run.run.id}
                task={shown}
                mapped={step.mapped && item === null}
              />
            </>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="tries">
          {run && shown && (
            <>
              {item && <OfItem item={item} onWhole={() => setItem(null)} />}
              <Tries run={run.run.id} task={shown} />
            </>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="about">
          <About step={step} steps={steps} onChoose={onChoose} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function tabsOf({ mapped }: StepCard, task: TaskLine | undefined): { id: string; word: string }[] {
  const about = { id: 'about', word: 'About' };
  if (task === undefined) return [about];
  return [
    ...(mapped ? [{ id: 'items', word: 'Items' }] : []),
    { id: 'log', word: 'Log' },
    { id: 'tries', word: 'Tries' },
    about,
  ];
}

function OfItem({ item, onWhole }: { item: TaskLine; onWhole: () => void }) {
  const { number } = useFormats();
  return (
    <p className={classes['facts']}>
      <span>
        Item {number(item.item + 1)}: {item.value}
      </span>
      <button type="button" className={classes['link']} onClick={onWhole}>
        The step as a whole
      </button>
    </p>
  );
}
