import { Select, Textarea } from '@mantine/core';
import classes from '../editor.module.css';
import {
  type Bound,
  ChoiceField,
  fieldProps,
  LENGTHS,
  NumberField,
  SwitchField,
  TextField,
} from '../form/fields.tsx';
import { isLoose, type Loose, textOf, withField } from '../loose.ts';
import { TRIGGER_CHOICES } from './words.ts';

/** What most steps leave as it is. */
export default function MoreFields({
  of,
  pools,
  listParams,
}: {
  of: Bound;
  pools: Readonly<Record<string, number>>;
  /** Names of the pipeline's params that hold a list. */
  listParams: readonly string[];
}) {
  const pool = textOf(of.value, 'pool');
  return (
    <div className={classes['columns']}>
      <ChoiceField
        of={of}
        name="trigger"
        label="Begins when, of the steps it is after,"
        options={TRIGGER_CHOICES}
      />
      <SwitchField
        of={of}
        name="required"
        label="The run needs it"
        description="When it fails, the run fails. Without this, only the steps after it are held up."
        usual
      />
      <RetryFields of={of} />
      <TextField
        of={of}
        name="timeout"
        label="At most"
        description={`Longer than this and it is stopped. ${LENGTHS}`}
      />
      <Select
        {...fieldProps({
          of,
          name: 'pool',
          label: 'Pool',
          description: 'Steps of every pipeline share its slots. Pools are made in leadline.yml.',
        })}
        data={[
          { value: '', label: 'None of its own' },
          ...[...new Set([...Object.keys(pools), ...(pool === '' ? [] : [pool])])].map((name) => ({
            value: name,
            label: pools[name] === undefined ? name : `${name} (${pools[name]} slots)`,
          })),
        ]}
        value={pool}
        allowDeselect={false}
        onChange={(name) => of.onChange(withField(of.value, 'pool', name))}
      />
      {pool !== '' && <NumberField of={of} name="slots" label="Slots it takes" least={1} most={100} />}
      <MapFields of={of} listParams={listParams} />
      <SwitchField
        of={of}
        name="depends_on_past"
        label="Waits for its own past"
        description="It begins only when the same step of the run before has succeeded."
      />
      <SwitchField
        of={of}
        name="heavy"
        label="Heavy"
        description="Not on a low battery, nor over a connection that is paid by the megabyte."
      />
    </div>
  );
}

/** A number says it all until somebody wants other pauses. */
function RetryFields({ of }: { of: Bound }) {
  const { retries } = of.value;
  const value: Loose = isLoose(retries) ? retries : retries === undefined ? {} : { tries: retries };
  const bound: Bound = {
    value,
    path: `${of.path}.retries`,
    faults: { ...of.faults, ...triesFault(of) },
    onChange: (next) =>
      of.onChange(
        withField(of.value, 'retries', Object.keys(next).join() === 'tries' ? next['tries'] : next),
      ),
  };
  return (
    <>
      <NumberField
        of={bound}
        name="tries"
        label="Tries in all"
        description="1: never again. Empty: 5. Wrong keys, failed checks and the like are never tried again."
        least={1}
        most={20}
      />
      <div className={classes['pair']}>
        <TextField
          of={bound}
          name="first"
          label="First pause"
          description="Each further one may be twice as long."
        />
        <TextField of={bound} name="most" label="Longest pause" description={LENGTHS} />
      </div>
    </>
  );
}

function triesFault({ faults, path }: Bound): Record<string, string> {
  const fault = faults[`${path}.retries`];
  return fault === undefined ? {} : { [`${path}.retries.tries`]: fault };
}

const PARAM = /^\$\{\{\s*params\.(\w+)\s*\}\}$/;

function MapFields({ of, listParams }: { of: Bound; listParams: readonly string[] }) {
  const { map } = of.value;
  const kind = map === undefined ? '' : Array.isArray(map) ? 'items' : isLoose(map) ? 'query' : 'param';
  const set = (next: unknown) =>
    of.onChange(
      next === undefined
        ? withField(withField(of.value, 'map', undefined), 'at_once', undefined)
        : { ...of.value, map: next },
    );
  const props = fieldProps({ of, name: 'map', label: 'Items' });
  return (
    <>
      <Select
        label="Runs"
        description="Once for each item: ${{ item }} in its fields stands for the item, and each has a state of its own."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[
          { value: '', label: 'Once' },
          { value: 'items', label: 'Once for each of these items' },
          { value: 'param', label: 'Once for each item of a param' },
          { value: 'query', label: 'Once for each row of a query' },
        ]}
        value={kind}
        allowDeselect={false}
        onChange={(chosen) => {
          if (chosen === kind) return;
          if (chosen === 'items') set(['']);
          else if (chosen === 'param') set(`\${{ params.${listParams[0] ?? 'items'} }}`);
          else set(chosen === 'query' ? { query: '' } : undefined);
        }}
      />
      {kind === 'items' && (
        <Textarea
          {...props}
          description="One a line, 1,000 at most."
          autosize
          minRows={2}
          maxRows={8}
          value={(map as unknown[]).join('\n')}
          onChange={(event) => set(event.currentTarget.value.split('\n'))}
        />
      )}
      {kind === 'param' && (
        <Select
          {...props}
          label="Param"
          data={[...new Set([...listParams, PARAM.exec(String(map))?.[1] ?? String(map)])]}
          value={PARAM.exec(String(map))?.[1] ?? String(map)}
          allowDeselect={false}
          onChange={(name) => name !== null && set(`\${{ params.${name} }}`)}
        />
      )}
      {kind === 'query' && (
        <TextField
          of={{
            value: map as Loose,
            path: `${of.path}.map`,
            faults: of.faults,
            onChange: set,
          }}
          name="query"
          label="Query"
          description="Each row of its first column is an item."
          needed
          mono
        />
      )}
      {kind !== '' && (
        <NumberField
          of={of}
          name="at_once"
          label="Items at once"
          description="Empty: as many as the pool lets."
          least={1}
          most={100}
        />
      )}
    </>
  );
}
