import { Section } from '../../../../ui/Section.tsx';
import classes from '../editor.module.css';
import type { Faults } from '../faults.ts';
import { type Loose, partOf, withField } from '../loose.ts';
import type { Offers } from '../offers.ts';
import ScheduleFields from '../schedule/ScheduleFields.tsx';
import StepList from '../steps/StepList.tsx';
import { type Bound, LENGTHS, LongField, ManyField, TextField } from './fields.tsx';
import ParamFields from './ParamFields.tsx';

const TOLD_OF = [
  { value: 'failed', label: 'It failed' },
  { value: 'recovered', label: 'It recovered' },
  { value: 'late', label: 'It is late' },
  { value: 'asks', label: 'It waits for you' },
  { value: 'succeeded', label: 'It succeeded' },
];

/** A pipeline as fields. */
export default function PipelineForm({
  value,
  faults,
  offers,
  words,
  openStep,
  onOpenStep,
  onChange,
}: {
  value: Loose;
  faults: Faults;
  offers: Offers;
  /** The schedule in words. */
  words: string | null;
  openStep: number | null;
  onOpenStep: (at: number | null) => void;
  onChange: (value: Loose) => void;
}) {
  const of: Bound = { value, path: '', faults, onChange };
  const alerts: Bound = {
    value: partOf(value, 'alerts'),
    path: 'alerts',
    faults,
    onChange: (next) => onChange(withField(value, 'alerts', next)),
  };
  return (
    <div className={classes['form']}>
      <div className={classes['fields']}>
        <TextField of={of} name="title" label="Title" description="Empty: it is called as its file." />
        <LongField of={of} name="description" label="What it is for" />
      </div>
      <Section
        title="Schedule"
        description="Saving starts nothing: its schedule is switched on in the list of pipelines."
      >
        <ScheduleFields of={of} zone={offers.zone} words={words} relations={offers.relations} />
      </Section>
      <Section title="Steps">
        <StepList of={of} offers={offers} open={openStep} onOpen={onOpenStep} />
      </Section>
      <Section
        title="Params"
        description="What may be said when it is started. A scheduled run takes the defaults."
      >
        <ParamFields of={of} />
      </Section>
      <Section title="As a whole">
        <div className={classes['fields']}>
          <TextField
            of={of}
            name="timeout"
            label="A run takes at most"
            description={`Longer than this and it is stopped. ${LENGTHS}`}
          />
          <ManyField
            of={alerts}
            name="on"
            label="You are told when"
            description="Empty: when it failed, recovered, is late or waits for you."
            data={TOLD_OF}
          />
          <ManyField
            of={alerts}
            name="to"
            label="By"
            description="Empty: every way that is set up under Alerts."
            data={offers.channels.map((channel) => ({ value: channel, label: channel }))}
          />
        </div>
      </Section>
    </div>
  );
}
