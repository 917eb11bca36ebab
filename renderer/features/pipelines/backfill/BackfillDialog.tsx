import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { useFormats } from '../../../app/formats.tsx';
import { notifyDone } from '../../../app/toasts.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import ParamField from '../runNow/ParamField.tsx';
import { draftOf, type ParamDraft, readParams } from '../runNow/params.ts';
import BackfillList from './BackfillList.tsx';
import classes from './backfill.module.css';
import PlanTable from './PlanTable.tsx';
import { countsOf, planSentence } from './planWords.ts';
import RangeFields from './RangeFields.tsx';
import { type Entered, rangeFaults, type Wish } from './wish.ts';

const FIRST: Entered = { from: '', to: '', reprocess: 'none', order: 'oldest', atOnce: 1 };

/** A dialog: intervals of the past run again, tried dry before anything starts. */
export default function BackfillDialog({
  pipeline,
  onClose,
}: {
  pipeline: PipelineName;
  onClose: () => void;
}) {
  const calls = useCalls().pipelines;
  const queries = useQueryClient();
  const { number } = useFormats();
  const [entered, setEntered] = useState(FIRST);
  const [typed, setTyped] = useState<ParamDraft>({});
  const [tried, setTried] = useState(false);
  const params = useQuery(calls.detail.queryOptions({ input: { pipeline } })).data?.value?.params ?? {};
  const draft = { ...draftOf(params), ...typed };
  const read = readParams(params, draft);
  const faults = rangeFaults(entered);
  const wish: Wish = { ...entered, pipeline, params: read.values };
  const plan = useMutation(calls.planBackfill.mutationOptions());
  const start = useMutation(
    calls.backfill.mutationOptions({
      async onSuccess() {
        notifyDone(`The backfill of ${pipeline} has begun.`);
        plan.reset();
        await queries.invalidateQueries({ queryKey: calls.key() });
      },
    }),
  );
  // A plan is about what was asked then, not about what stands in the fields since.
  const current = plan.data !== undefined && JSON.stringify(plan.variables) === JSON.stringify(wish);
  const planned = current ? plan.data : undefined;
  const counts = countsOf(planned ?? []);
  const runs = counts.run + counts.rerun;

  function tryDry(): void {
    setTried(true);
    start.reset();
    if (Object.keys(faults).length === 0 && Object.keys(read.faults).length === 0) plan.mutate(wish);
  }

  return (
    <Modal opened onClose={onClose} title={`Backfill ${pipeline}`} size="60rem">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          tryDry();
        }}
      >
        <Stack gap="md">
          <p className={classes['quiet']}>
            Runs intervals of the past. It works while the schedule is off, and gives way to runs of the
            schedule.
          </p>
          <RangeFields entered={entered} faults={tried ? faults : {}} onChange={setEntered} />
          {Object.entries(params).map(([name, param]) => (
            <ParamField
              key={name}
              name={name}
              param={param}
              text={draft[name] ?? ''}
              fault={tried ? read.faults[name] : undefined}
              isFirst={false}
              onText={(text) => setTyped((before) => ({ ...before, [name]: text }))}
            />
          ))}
          {plan.isError && <FailureNotice failure={failureOf(plan.error)} />}
          {start.isError && <FailureNotice failure={failureOf(start.error)} />}
          <div aria-live="polite">
            {planned !== undefined && <p className={classes['strong']}>{planSentence(planned, number)}</p>}
            {plan.data !== undefined && !current && !plan.isPending && (
              <p className={classes['quiet']}>What you ask for has changed: try it dry again.</p>
            )}
          </div>
          {planned !== undefined && planned.length > 0 && <PlanTable plan={planned} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" variant={runs > 0 ? 'default' : 'filled'} loading={plan.isPending}>
              Dry run
            </Button>
            {runs > 0 && (
              <Button loading={start.isPending} onClick={() => start.mutate(wish)}>
                Start {number(runs)} {runs === 1 ? 'run' : 'runs'}
              </Button>
            )}
          </Group>
          <Section title="Backfills of this pipeline">
            <BackfillList pipeline={pipeline} />
          </Section>
        </Stack>
      </form>
    </Modal>
  );
}
