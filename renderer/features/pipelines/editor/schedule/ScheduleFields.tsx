import { Select } from '@mantine/core';
import { MissedPolicy } from '../../../../../shared/domain/pipeline/schedule.ts';
import { machineZone, Zone } from '../../../../../shared/domain/zone.ts';
import { ZoneSelect } from '../../../../ui/ZoneSelect.tsx';
import classes from '../editor.module.css';
import { type Bound, ChoiceField, LENGTHS, NamesField, NumberField, TextField } from '../form/fields.tsx';
import { type Loose, partOf, textOf, withField } from '../loose.ts';
import TimingFields from './TimingFields.tsx';

type Way = 'by hand' | 'cron' | 'every' | 'after';

const WAYS: { value: Way; label: string }[] = [
  { value: 'by hand', label: 'By hand' },
  { value: 'cron', label: 'At times' },
  { value: 'every', label: 'Every so often' },
  { value: 'after', label: 'After data was written' },
];

const FIRST: Record<Way, Loose> = {
  'by hand': {},
  cron: { cron: '0 6 * * *' },
  every: { every: '6 hours' },
  after: { after: [] },
};

const MISSED = {
  latest: { label: 'Run once', means: 'One run covers everything that was missed.' },
  all: {
    label: 'Run each',
    means: 'Each missed time is run, oldest first, 31 at most; the rest can be backfilled.',
  },
  skip: { label: 'Leave them out', means: 'Nothing is run for them. That they were missed stays on record.' },
} as const satisfies Record<MissedPolicy, { label: string; means: string }>;

/** When it runs by itself, what becomes of times nobody was there for, and by when it must be done. */
export default function ScheduleFields({
  of,
  zone,
  words,
  relations,
}: {
  of: Bound;
  /** The workspace's. */
  zone: string;
  /** The schedule told in words, where it can be. */
  words: string | null;
  relations: readonly string[];
}) {
  const schedule = partOf(of.value, 'schedule');
  const way = wayOf(of.value);
  const bound: Bound = {
    value: schedule,
    path: 'schedule',
    faults: of.faults,
    onChange: (next) => of.onChange({ ...of.value, schedule: next }),
  };
  return (
    <div className={classes['columns']}>
      <Select
        label="Starts"
        data={WAYS}
        value={way}
        allowDeselect={false}
        data-path="schedule"
        onChange={(chosen) => {
          if (chosen === null || chosen === way) return;
          of.onChange(
            chosen === 'by hand'
              ? withField(withField(of.value, 'schedule', undefined), 'deadline', undefined)
              : { ...of.value, schedule: { ...FIRST[chosen as Way], ...keptOf(schedule, chosen as Way) } },
          );
        }}
      />
      {way === 'cron' && (
        <>
          <TimingFields of={bound} words={words} />
          <ZoneFields of={bound} zone={zone} />
        </>
      )}
      {way === 'every' && <TextField of={bound} name="every" label="Every" description={LENGTHS} needed />}
      {way === 'after' && (
        <NamesField
          of={{ ...bound, onChange: (next) => bound.onChange({ after: [], ...next }) }}
          name="after"
          label="After these were written"
          description="It starts once each of them was written since its last run."
          names={relations}
        />
      )}
      {(way === 'cron' || way === 'every') && (
        <>
          <ChoiceField
            of={bound}
            name="missed"
            label="Times that were missed"
            options={MissedPolicy.options.map((value) => ({ value, ...MISSED[value] }))}
          />
          <TextField
            of={bound}
            name="start_within"
            label="Start within"
            description="Later than this it isn’t started any more. Empty: whenever it can."
          />
          <DeadlineFields of={of} />
        </>
      )}
    </div>
  );
}

function ZoneFields({ of, zone }: { of: Bound; zone: string }) {
  const written = textOf(of.value, 'zone');
  const kind = written === '' ? 'workspace' : written === 'device' ? 'device' : 'pinned';
  const parsed = Zone.safeParse(written);
  const set = (next: string | undefined) => of.onChange(withField(of.value, 'zone', next));
  return (
    <>
      <Select
        label="Whose clock"
        data={[
          { value: 'workspace', label: `The workspace’s (${zone})` },
          { value: 'device', label: 'Wherever this device is' },
          { value: 'pinned', label: 'A zone of its own' },
        ]}
        value={kind}
        allowDeselect={false}
        data-path="schedule.zone"
        error={of.faults['schedule.zone']}
        onChange={(chosen) => set(chosen === 'device' ? 'device' : chosen === 'pinned' ? zone : undefined)}
      />
      {kind === 'pinned' && (
        <ZoneSelect label="Zone" value={parsed.success ? parsed.data : machineZone()} onChange={set} />
      )}
    </>
  );
}

function DeadlineFields({ of }: { of: Bound }) {
  const deadline = partOf(of.value, 'deadline');
  const bound: Bound = {
    value: deadline,
    path: 'deadline',
    faults: of.faults,
    onChange: (next) =>
      of.onChange(withField(of.value, 'deadline', textOf(next, 'by') === '' ? undefined : next)),
  };
  return (
    <>
      <TextField
        of={bound}
        name="by"
        label="Done by"
        description="A time of day like 09:00. If it hasn’t succeeded by then, you are told once. Empty: no deadline."
      />
      {textOf(deadline, 'by') !== '' && (
        <NumberField
          of={bound}
          name="days_before"
          label="Whose data ends so many days before"
          description="0, or empty: the run that is due on the day itself."
          least={0}
          most={31}
        />
      )}
    </>
  );
}

function wayOf(value: Loose): Way {
  const { schedule } = value;
  if (schedule === undefined) return 'by hand';
  const part = partOf(value, 'schedule');
  return 'cron' in part ? 'cron' : 'every' in part ? 'every' : 'after';
}

/** What two ways of starting have in common. */
function keptOf({ missed, start_within }: Loose, way: Way): Loose {
  if (way === 'after') return {};
  return {
    ...(missed === undefined ? {} : { missed }),
    ...(start_within === undefined ? {} : { start_within }),
  };
}
