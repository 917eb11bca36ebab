import { ActionIcon, Button, Select, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Param } from '../../../../../shared/domain/pipeline/pipeline.ts';
import classes from '../editor.module.css';
import { faultOf } from '../faults.ts';
import { isLoose, type Loose, partOf, renamed, textOf, withField } from '../loose.ts';
import type { Bound } from './fields.tsx';
import { freeParam, paramEntered, paramTexts, paramWords } from './paramValues.ts';

const EXAMPLE = `\${{ params.days }}`;

const TYPES: Record<Param['type'], string> = {
  text: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  day: 'Day',
  list: 'List',
};

/** What a person may say when they start it. A scheduled run takes the defaults. */
export default function ParamFields({ of }: { of: Bound }) {
  const params = partOf(of.value, 'params');
  const set = (next: Loose) => of.onChange(withField(of.value, 'params', next));
  const names = Object.keys(params);
  return (
    <div className={classes['params']}>
      {names.length === 0 && (
        <p className={classes['quiet']}>
          None: every run does the same. A step reads the param days as {EXAMPLE}.
        </p>
      )}
      {names.map((name, at) => (
        <ParamLine
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is being written
          key={at}
          name={name}
          param={isLoose(params[name]) ? (params[name] as Loose) : {}}
          taken={names}
          fault={faultOf(of.faults, `params.${name}`)}
          onRename={(to) => set(renamed(params, name, to))}
          onChange={(param) => set({ ...params, [name]: param })}
          onRemove={() => set(withField(params, name, undefined))}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => set({ ...params, [freeParam(names)]: { type: 'text' } })}
        >
          Add a param
        </Button>
      </div>
    </div>
  );
}

function ParamLine({
  name,
  param,
  taken,
  fault,
  onRename,
  onChange,
  onRemove,
}: {
  name: string;
  param: Loose;
  taken: readonly string[];
  fault: string | undefined;
  onRename: (to: string) => void;
  onChange: (param: Loose) => void;
  onRemove: () => void;
}) {
  const type = Object.keys(TYPES).find((one) => one === param['type']) as Param['type'] | undefined;
  const kind = type ?? 'text';
  return (
    <fieldset className={classes['param']} aria-label={`Param ${name}`}>
      <TextInput
        label="Name"
        value={name}
        error={fault}
        spellCheck={false}
        data-path={`params.${name}`}
        onChange={(event) => {
          const to = event.currentTarget.value.trim();
          if (to !== '' && !taken.includes(to)) onRename(to);
        }}
      />
      <Select
        label="Type"
        data={Object.entries(TYPES).map(([value, label]) => ({ value, label }))}
        value={kind}
        allowDeselect={false}
        onChange={(next) =>
          next !== null && onChange({ ...withField(param, 'default', undefined), type: next })
        }
      />
      <TextInput
        label="Asked as"
        value={textOf(param, 'label')}
        placeholder={name}
        onChange={(event) => onChange(withField(param, 'label', event.currentTarget.value))}
      />
      {kind === 'boolean' ? (
        <Select
          label="Default"
          data={[
            { value: '', label: 'None' },
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
          value={param['default'] === undefined ? '' : String(param['default'])}
          allowDeselect={false}
          onChange={(next) =>
            onChange(withField(param, 'default', next === '' ? undefined : next === 'true'))
          }
        />
      ) : kind === 'list' ? (
        <TagsInput
          label="Default"
          value={paramTexts(param['default'])}
          onChange={(items) =>
            onChange(
              withField(
                param,
                'default',
                items.map((one) => paramEntered('text', one)),
              ),
            )
          }
        />
      ) : (
        <TextInput
          label="Default"
          value={paramWords(param['default'])}
          placeholder={kind === 'day' ? '2026-01-31' : ''}
          onChange={(event) =>
            onChange(withField(param, 'default', paramEntered(kind, event.currentTarget.value)))
          }
        />
      )}
      {kind !== 'boolean' && (
        <TagsInput
          label="Choices"
          value={paramTexts(param['choices'])}
          onChange={(items) =>
            onChange(
              withField(
                param,
                'choices',
                items.map((one) => paramEntered(kind, one)),
              ),
            )
          }
        />
      )}
      <ActionIcon aria-label={`Remove param ${name}`} className={classes['paramRemove']} onClick={onRemove}>
        <IconTrash size={18} stroke={1.5} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}
