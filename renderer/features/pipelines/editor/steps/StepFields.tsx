import { Button } from '@mantine/core';
import classes from '../editor.module.css';
import type { Faults } from '../faults.ts';
import { type Bound, ManyField, TextField } from '../form/fields.tsx';
import { textOf } from '../loose.ts';
import type { Offers } from '../offers.ts';
import KindFields from './KindFields.tsx';
import MoreFields from './MoreFields.tsx';

/** One step, open: what it is told, what it is after, and what most leave as it is. */
export default function StepFields({
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
  const data = others.filter((one) => one !== '').map((value) => ({ value, label: value }));
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
            data={data}
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
