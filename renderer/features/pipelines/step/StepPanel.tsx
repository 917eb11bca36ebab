import { Tabs } from '@mantine/core';
import { useRef, useState } from 'react';
import type { RunDetail, StepCard, TaskLine } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { PanelTabs } from '../../../ui/beside/PanelTabs.tsx';
import { SidePanel } from '../../../ui/beside/SidePanel.tsx';
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
    <SidePanel
      ref={panel}
      name={step.name}
      facts={
        <p className={classes['facts']}>
          {task && <Standing shown={TASKS[task.status]} />}
          <span>
            {STEP_WORDS[step.kind].word}: {step.does}
          </span>
        </p>
      }
      wide={wide}
      onWide={setWide}
      onClose={onClose}
    >
      {run && task && (
        <>
          <Now task={task} step={step} />
          <ClearFrom run={run.run} step={step} steps={run.steps} />
        </>
      )}
      <PanelTabs about={step.name} tabs={tabs} here={here} onGo={setTab} className={classes['content']}>
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
      </PanelTabs>
    </SidePanel>
  );
}

function tabsOf({ mapped }: StepCard, task: TaskLine | undefined): { id: string; title: string }[] {
  const about = { id: 'about', title: 'About' };
  if (task === undefined) return [about];
  return [
    ...(mapped ? [{ id: 'items', title: 'Items' }] : []),
    { id: 'log', title: 'Log' },
    { id: 'tries', title: 'Tries' },
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
