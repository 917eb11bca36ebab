import { NumberInput, Select, TextInput } from '@mantine/core';
import classes from './backfill.module.css';
import { type Entered, REPROCESS, type Reprocess } from './wish.ts';

/** Which intervals, and how they are gone through. */
export default function RangeFields({
  entered,
  faults,
  onChange,
}: {
  entered: Entered;
  faults: { from?: string; to?: string };
  onChange: (entered: Entered) => void;
}) {
  const { from, to, reprocess, order, atOnce } = entered;
  return (
    <div className={classes['fields']}>
      <TextInput
        type="date"
        label="First day"
        value={from}
        error={faults.from}
        onChange={(event) => onChange({ ...entered, from: event.currentTarget.value })}
        data-autofocus
      />
      <TextInput
        type="date"
        label="Last day"
        value={to}
        error={faults.to}
        onChange={(event) => onChange({ ...entered, to: event.currentTarget.value })}
      />
      <Select
        label="Which of them"
        description={REPROCESS[reprocess].means}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={Object.entries(REPROCESS).map(([value, { label }]) => ({ value, label }))}
        value={reprocess}
        allowDeselect={false}
        onChange={(next) => next !== null && onChange({ ...entered, reprocess: next as Reprocess })}
      />
      <Select
        label="Order"
        data={[
          { value: 'oldest', label: 'Oldest first' },
          { value: 'newest', label: 'Newest first' },
        ]}
        value={order}
        allowDeselect={false}
        onChange={(next) => next !== null && onChange({ ...entered, order: next as Entered['order'] })}
      />
      <NumberInput
        label="Runs at once"
        description="Runs of the schedule go before them."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={atOnce}
        min={1}
        max={8}
        clampBehavior="strict"
        allowDecimal={false}
        onChange={(next) => typeof next === 'number' && onChange({ ...entered, atOnce: next })}
        // The buttons would be two more stops without a name.
        hideControls
        inputMode="numeric"
      />
    </div>
  );
}
