import {
  Autocomplete,
  MultiSelect,
  NumberInput,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import classes from '../editor.module.css';
import { type Faults, faultOf } from '../faults.ts';
import { type Loose, textOf, textsOf, withField } from '../loose.ts';

/** A part of the draft that fields write into. */
export interface Bound {
  readonly value: Loose;
  /** Where it stands in the whole: `steps.2`, or nothing. */
  readonly path: string;
  readonly faults: Faults;
  readonly onChange: (value: Loose) => void;
}

interface FieldProps {
  of: Bound;
  name: string;
  label: string;
  description?: string | undefined;
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
export const LENGTHS = 'Like 30 seconds, 15 minutes, 2 hours or 1 day.';

/** What every field of the form has: its words, its fault, and the path by which a problem finds it. */
export function fieldProps({ of, name, label, description }: FieldProps) {
  const path = of.path === '' ? name : `${of.path}.${name}`;
  return {
    label,
    description,
    error: faultOf(of.faults, path),
    inputWrapperOrder: ORDER,
    'data-path': path,
  };
}

export function TextField({
  placeholder,
  needed = false,
  mono = false,
  ...field
}: FieldProps & {
  placeholder?: string;
  /** It stays in the draft though it is empty: a step's kind is told by its key. */
  needed?: boolean;
  mono?: boolean;
}) {
  const { of, name } = field;
  return (
    <TextInput
      {...fieldProps(field)}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(mono ? { classNames: { input: classes['mono'] ?? '' } } : {})}
      value={textOf(of.value, name)}
      withAsterisk={needed}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        const text = event.currentTarget.value;
        of.onChange(needed ? { ...of.value, [name]: text } : withField(of.value, name, text));
      }}
    />
  );
}

export function LongField(field: FieldProps) {
  const { of, name } = field;
  return (
    <Textarea
      {...fieldProps(field)}
      autosize
      minRows={2}
      maxRows={8}
      value={textOf(of.value, name)}
      onChange={(event) => of.onChange(withField(of.value, name, event.currentTarget.value))}
    />
  );
}

/** Several texts, a line each: paths may hold commas and blanks. */
export function LinesField({ needed = false, ...field }: FieldProps & { needed?: boolean }) {
  const { of, name } = field;
  return (
    <Textarea
      {...fieldProps(field)}
      autosize
      minRows={1}
      maxRows={10}
      withAsterisk={needed}
      spellCheck={false}
      classNames={{ input: classes['mono'] ?? '' }}
      value={textsOf(of.value, name).join('\n')}
      onChange={(event) => {
        const lines = event.currentTarget.value.split('\n');
        const entered = lines.length === 1 ? lines[0] : lines;
        of.onChange(needed ? { ...of.value, [name]: entered } : withField(of.value, name, entered));
      }}
    />
  );
}

/** A name of several that are there; another may be written. */
export function NameField({
  names,
  needed = false,
  ...field
}: FieldProps & { names: readonly string[]; needed?: boolean }) {
  const { of, name } = field;
  return (
    <Autocomplete
      {...fieldProps(field)}
      data={[...names]}
      limit={50}
      value={textOf(of.value, name)}
      withAsterisk={needed}
      spellCheck={false}
      onChange={(text) =>
        of.onChange(needed ? { ...of.value, [name]: text } : withField(of.value, name, text))
      }
    />
  );
}

export function NamesField({
  names = [],
  needed = false,
  ...field
}: FieldProps & { names?: readonly string[]; needed?: boolean }) {
  const { of, name } = field;
  return (
    <TagsInput
      {...fieldProps(field)}
      data={[...names]}
      limit={50}
      value={textsOf(of.value, name)}
      withAsterisk={needed}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${field.label}` }}
      onChange={(texts) =>
        of.onChange(
          needed
            ? { ...of.value, [name]: texts.length === 1 ? texts[0] : texts.length === 0 ? '' : texts }
            : withField(of.value, name, texts),
        )
      }
    />
  );
}

export function ManyField({ data, ...field }: FieldProps & { data: { value: string; label: string }[] }) {
  const { of, name } = field;
  const chosen = textsOf(of.value, name);
  const known = new Set(data.map(({ value }) => value));
  // What is no longer among them is shown all the same: it is in the file.
  const lost = chosen.filter((one) => !known.has(one)).map((value) => ({ value, label: value }));
  return (
    <MultiSelect
      {...fieldProps(field)}
      data={[...data, ...lost]}
      value={chosen}
      searchable={data.length > 8}
      limit={50}
      hidePickedOptions
      nothingFoundMessage="None is called that."
      onChange={(texts) => of.onChange(withField(of.value, name, texts))}
    />
  );
}

export function NumberField({
  least,
  most,
  placeholder,
  ...field
}: FieldProps & { least: number; most: number; placeholder?: string }) {
  const { of, name } = field;
  const value = of.value[name];
  return (
    <NumberInput
      {...fieldProps(field)}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      min={least}
      max={most}
      allowDecimal={false}
      clampBehavior="none"
      hideControls
      inputMode="numeric"
      onChange={(number) => of.onChange(withField(of.value, name, number))}
    />
  );
}

/** One of a few; the first is what holds where nothing is written. */
export function ChoiceField({
  options,
  ...field
}: FieldProps & { options: readonly { value: string; label: string; means?: string }[] }) {
  const { of, name } = field;
  const usual = options[0]?.value ?? '';
  const value = textOf(of.value, name) || usual;
  const means = options.find((one) => one.value === value)?.means;
  return (
    <Select
      {...fieldProps({ ...field, description: means ?? field.description })}
      data={options.map((one) => ({ value: one.value, label: one.label }))}
      value={value}
      allowDeselect={false}
      onChange={(chosen) =>
        of.onChange(withField(of.value, name, chosen === usual ? undefined : (chosen ?? undefined)))
      }
    />
  );
}

/** What is written only where it isn't as usual. */
export function SwitchField({ usual = false, ...field }: FieldProps & { usual?: boolean }) {
  const { of, name } = field;
  const value = of.value[name];
  const { inputWrapperOrder: _, ...props } = fieldProps(field);
  return (
    <Switch
      {...props}
      checked={typeof value === 'boolean' ? value : usual}
      onChange={(event) => {
        const checked = event.currentTarget.checked;
        of.onChange(withField(of.value, name, checked === usual ? undefined : checked));
      }}
    />
  );
}
