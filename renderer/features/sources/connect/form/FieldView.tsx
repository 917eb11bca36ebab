import {
  Checkbox,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Select,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { FormField } from '../../../../../shared/contract/sources.ts';

interface FieldViewProps {
  field: FormField;
  answer: unknown;
  fault: string | undefined;
  /** A secret that is in the vault: leaving the field empty keeps it. */
  isKept: boolean;
  onAnswer: (answer: unknown) => void;
}

/** One field as its kind asks for it. */
export default function FieldView({ field, answer, fault, isKept, onAnswer }: FieldViewProps) {
  const description = descriptionOf(field);
  const shared = {
    label: field.title,
    withAsterisk: field.required && !isKept,
    error: fault,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    ...(description === '' ? {} : { description }),
  };
  switch (field.kind) {
    case 'group':
      return null;
    case 'variant':
      return (
        <Select
          {...shared}
          allowDeselect={false}
          data={field.variants.map(({ title }, index) => ({
            value: String(index),
            label: title || `Way ${index + 1}`,
          }))}
          value={String(answer ?? 0)}
          onChange={(value) => onAnswer(Number(value))}
        />
      );
    case 'choice':
      return <Choice field={field} answer={answer} shared={shared} onAnswer={onAnswer} />;
    case 'list':
      return (
        <TagsInput
          {...shared}
          placeholder={fault === undefined ? 'Type one, then Enter' : ''}
          value={Array.isArray(answer) ? answer.map(String) : []}
          onChange={(words) => onAnswer(listOf(field.item, words))}
          acceptValueOnBlur
        />
      );
    case 'boolean':
      return (
        <Checkbox
          label={field.title}
          error={fault}
          checked={answer === true}
          onChange={(event) => onAnswer(event.currentTarget.checked)}
          {...(description === '' ? {} : { description })}
        />
      );
    case 'number':
    case 'integer':
      return (
        <NumberInput
          {...shared}
          value={typeof answer === 'number' || typeof answer === 'string' ? answer : ''}
          allowDecimal={field.kind === 'number'}
          onChange={(value) => onAnswer(value)}
        />
      );
    default:
      return <TextField field={field} answer={answer} isKept={isKept} shared={shared} onAnswer={onAnswer} />;
  }
}

type Shared = Readonly<Record<string, unknown>>;

function Choice({
  field,
  answer,
  shared,
  onAnswer,
}: {
  field: Extract<FormField, { kind: 'choice' }>;
  answer: unknown;
  shared: Shared;
  onAnswer: (answer: unknown) => void;
}) {
  const data = field.choices.map(({ title }, index) => ({ value: String(index), label: title }));
  const valueAt = (index: string | null) => field.choices[Number(index)]?.value;
  const indexOf = (value: unknown) => String(field.choices.findIndex((choice) => choice.value === value));
  if (field.multiple)
    return (
      <MultiSelect
        {...shared}
        data={data}
        placeholder={Array.isArray(answer) && answer.length > 0 ? '' : 'None chosen'}
        value={Array.isArray(answer) ? answer.map(indexOf) : []}
        onChange={(chosen) => onAnswer(chosen.map(valueAt))}
      />
    );
  return (
    <Select
      {...shared}
      data={data}
      allowDeselect={!field.required}
      value={answer === undefined ? null : indexOf(answer)}
      onChange={(index) => onAnswer(index === null ? undefined : valueAt(index))}
    />
  );
}

function TextField({
  field,
  answer,
  isKept,
  shared,
  onAnswer,
}: {
  field: Extract<FormField, { secret: boolean }>;
  answer: unknown;
  isKept: boolean;
  shared: Shared;
  onAnswer: (answer: unknown) => void;
}) {
  const text = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
  const input = {
    ...shared,
    value: text,
    spellCheck: false,
    autoComplete: field.secret ? 'new-password' : 'off',
  };
  if (field.lines && !field.secret)
    return (
      <Textarea {...input} autosize minRows={3} onChange={(event) => onAnswer(event.currentTarget.value)} />
    );
  if (!field.secret)
    return (
      <TextInput
        {...input}
        // In red it would look like a value that is wrong.
        placeholder={shared['error'] === undefined ? placeholderOf(field.kind) : ''}
        onChange={(event) => onAnswer(event.currentTarget.value)}
      />
    );
  return (
    <PasswordInput
      {...input}
      placeholder={isKept ? 'Kept in the vault. Leave it empty to keep it.' : ''}
      visibilityToggleButtonProps={{ 'aria-label': `Show ${field.title}` }}
      onChange={(event) => onAnswer(event.currentTarget.value)}
    />
  );
}

function placeholderOf(kind: string): string {
  if (kind === 'day') return '2026-01-31';
  return kind === 'instant' ? '2026-01-31T00:00:00Z' : '';
}

function descriptionOf(field: FormField): string {
  if (!('examples' in field) || field.kind === 'day' || field.kind === 'instant') return field.description;
  const shown = field.examples.filter((example) => !field.description.includes(example)).slice(0, 3);
  if (shown.length === 0) return field.description;
  return `${field.description} For example ${shown.join(', ')}.`.trim();
}

function listOf(item: FormField, words: readonly string[]): unknown[] {
  if (item.kind !== 'number' && item.kind !== 'integer') return [...words];
  return words.map((word) => (Number.isFinite(Number(word)) ? Number(word) : word));
}
