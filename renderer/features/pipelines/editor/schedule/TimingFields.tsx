import { Chip, Group, Input, NumberInput, Select, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { type Bound, TextField } from '../form/fields.tsx';
import { textOf } from '../loose.ts';
import { asKind, cronOf, EVERY_HOURS, type Timing, type TimingKind, timingOf } from './cron.ts';

const KINDS: { value: TimingKind; label: string }[] = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'Monday to Friday' },
  { value: 'weekly', label: 'On days of the week' },
  { value: 'monthly', label: 'Once a month' },
  { value: 'hours', label: 'Every few hours' },
  { value: 'cron', label: 'As a cron line' },
];

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** A week begins where most calendars begin it. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Times as a person says them; the file holds a cron line. */
export default function TimingFields({ of, words }: { of: Bound; words: string | null }) {
  const cron = textOf(of.value, 'cron');
  const [asCron, setAsCron] = useState(() => timingOf(cron).kind === 'cron');
  const timing: Timing = asCron ? { kind: 'cron', cron } : timingOf(cron);
  const set = (next: Timing) => of.onChange({ ...of.value, cron: cronOf(next) });
  const fault = of.faults['schedule.cron'];
  return (
    <>
      <Select
        label="When"
        data={KINDS}
        value={timing.kind}
        allowDeselect={false}
        error={timing.kind === 'cron' ? undefined : fault}
        data-path="schedule.cron"
        onChange={(kind) => {
          if (kind === null) return;
          setAsCron(kind === 'cron');
          set(asKind(timingOf(cron), kind as TimingKind));
        }}
      />
      {timing.kind === 'weekly' && <WeekDays timing={timing} onChange={set} />}
      {timing.kind === 'monthly' && (
        <NumberInput
          label="On day"
          description="A month that has no such day is passed over."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={timing.day}
          min={1}
          max={31}
          clampBehavior="strict"
          allowDecimal={false}
          hideControls
          onChange={(day) => typeof day === 'number' && set({ ...timing, day })}
        />
      )}
      {timing.kind === 'hours' && (
        <>
          <Select
            label="Every"
            data={EVERY_HOURS.map((hours) => ({
              value: String(hours),
              label: hours === 1 ? 'hour' : `${hours} hours`,
            }))}
            value={String(timing.every)}
            allowDeselect={false}
            onChange={(every) => every !== null && set({ ...timing, every: Number(every) })}
          />
          <NumberInput
            label="Minutes past the hour"
            value={timing.minute}
            min={0}
            max={59}
            clampBehavior="strict"
            allowDecimal={false}
            hideControls
            onChange={(minute) => typeof minute === 'number' && set({ ...timing, minute })}
          />
        </>
      )}
      {'at' in timing && (
        <TextInput
          type="time"
          label="At"
          value={timing.at}
          onChange={(event) => {
            const at = event.currentTarget.value.slice(0, 5);
            if (at !== '') set({ ...timing, at });
          }}
        />
      )}
      {timing.kind === 'cron' && (
        <TextField
          of={of}
          name="cron"
          label="Cron line"
          description={words ?? 'Minute, hour, day of the month, month, day of the week: 0 6 * * 1-5.'}
          needed
          mono
        />
      )}
    </>
  );
}

function WeekDays({
  timing,
  onChange,
}: {
  timing: Extract<Timing, { kind: 'weekly' }>;
  onChange: (timing: Timing) => void;
}) {
  const id = useId();
  return (
    <div>
      <Input.Label labelElement="div" id={id}>
        On
      </Input.Label>
      <Chip.Group
        multiple
        value={timing.days.map(String)}
        onChange={(days) => days.length > 0 && onChange({ ...timing, days: days.map(Number) })}
      >
        <Group gap="xs" role="group" aria-labelledby={id}>
          {WEEK.map((day) => (
            <Chip key={day} value={String(day)} size="sm" variant="outline">
              {DAYS[day]?.slice(0, 3)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
}
