import { ActionIcon, Button, Checkbox, Popover, Select, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAdjustments, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { BuildPicture, GraphNode } from '../../../../shared/contract/models.ts';
import { useActions } from '../../../app/actions.tsx';
import { notifyFailure } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import classes from '../models.module.css';
import { planWords } from './planWords.ts';
import { type Draft, PLAIN, type What, wishOf } from './wish.ts';

const COMMANDS: readonly { value: Draft['command']; label: string }[] = [
  { value: 'build', label: 'Build: make, check, publish' },
  { value: 'run', label: 'Run: make and publish without checks' },
  { value: 'test', label: 'Check what readers see' },
  { value: 'seed', label: 'Seeds only' },
  { value: 'snapshot', label: 'Snapshots only' },
  { value: 'freshness', label: 'Freshness of sources' },
];

const RULES: readonly { value: Draft['publish']; label: string }[] = [
  { value: 'together', label: 'A failed check keeps everything back' },
  { value: 'branch', label: 'A failed check keeps back what depends on it' },
  { value: 'always', label: 'Publish whatever checks say, as dbt does' },
];

const PAUSE = 300;

/** What to build, and the button that does it. */
export default function BuildBar({
  nodes,
  chosen,
  build,
}: {
  nodes: readonly GraphNode[];
  chosen: GraphNode | null;
  build: BuildPicture | null;
}) {
  const calls = useCalls();
  const [draft, setDraft] = useState<Draft>(PLAIN);
  const planId = useId();
  const running = build !== null && build.phase !== 'ended';
  // A node that is no longer chosen is no longer what is built.
  const about = chosen === null && /node/.test(draft.what) ? { ...draft, what: PLAIN.what } : draft;
  const wish = wishOf(about, chosen);
  const [asked] = useDebouncedValue(wish, PAUSE);
  const plan = useQuery({
    ...calls.models.plan.queryOptions({ input: asked ?? wishOfNothing }),
    enabled: asked !== null && !running,
    placeholderData: (before) => before,
  });
  const start = useMutation(
    calls.models.build.mutationOptions({ onError: (error) => notifyFailure(failureOf(error)) }),
  );
  const begin = () => {
    if (wish !== null && !running) start.mutate(wish);
  };
  useActions([
    { id: 'build-models', label: 'Build models', icon: IconPlayerPlay, keywords: ['run', 'dbt'], run: begin },
  ]);
  const change = (part: Partial<Draft>) => setDraft({ ...about, ...part });
  const faults = plan.data?.faults ?? [];

  return (
    <div className={classes['build']}>
      <div className={classes['buildLine']}>
        <Select
          aria-label="What to build"
          className={classes['what']}
          data={choices(chosen)}
          value={about.what}
          allowDeselect={false}
          onChange={(value) => change({ what: (value ?? PLAIN.what) as What })}
        />
        {about.what === 'selection' && (
          <TextInput
            aria-label="Selection"
            className={classes['words']}
            placeholder="stg_orders+ tag:daily"
            spellCheck={false}
            autoComplete="off"
            value={about.words}
            error={faults[0]}
            onChange={(event) => change({ words: event.currentTarget.value })}
            onKeyDown={(event) => event.key === 'Enter' && begin()}
          />
        )}
        <Options draft={about} onChange={change} />
        <Button
          leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
          disabled={wish === null || running || nodes.length === 0 || faults.length > 0}
          loading={start.isPending}
          aria-describedby={planId}
          onClick={begin}
        >
          {about.command === 'test' || about.command === 'freshness' ? 'Check' : 'Build'}
        </Button>
      </div>
      <p id={planId} className={classes['plan']} data-figures>
        {running
          ? 'A build is under way.'
          : wish === null
            ? 'Write what to build.'
            : planWords(plan.data, about.what)}
      </p>
    </div>
  );
}

const wishOfNothing = {} as const;

function Options({ draft, onChange }: { draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  return (
    <Popover position="bottom-end" width={340} trapFocus>
      <Popover.Target>
        <Tooltip label="How to build">
          <ActionIcon variant="default" aria-label="How to build">
            <IconAdjustments size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="How to build" className={classes['options'] ?? ''}>
        <Select
          label="What is done"
          data={[...COMMANDS]}
          value={draft.command}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => onChange({ command: (value ?? 'build') as Draft['command'] })}
        />
        <Select
          label="What is published"
          data={[...RULES]}
          value={draft.publish}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => onChange({ publish: (value ?? 'together') as Draft['publish'] })}
        />
        <TextInput
          label="Leave out"
          placeholder="tag:slow"
          spellCheck={false}
          autoComplete="off"
          value={draft.without}
          onChange={(event) => onChange({ without: event.currentTarget.value })}
        />
        <Checkbox
          label="Make incremental models anew from all their rows"
          checked={draft.fullRefresh}
          onChange={(event) => onChange({ fullRefresh: event.currentTarget.checked })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function choices(chosen: GraphNode | null): { value: What; label: string }[] {
  return [
    { value: 'changed', label: 'All that changed' },
    { value: 'everything', label: 'Everything' },
    ...(chosen === null
      ? []
      : ([
          { value: 'node', label: `Only ${chosen.name}` },
          { value: 'node+', label: `${chosen.name} and what depends on it` },
          { value: '+node', label: `${chosen.name} and what it reads` },
        ] as const)),
    { value: 'selection', label: 'A selection…' },
  ];
}
