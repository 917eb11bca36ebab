import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { Param } from '../../../../shared/domain/pipeline/pipeline.ts';

/** One param as its type asks for it. */
export default function ParamField({
  name,
  param,
  text,
  fault,
  isFirst,
  onText,
}: {
  name: string;
  param: Param;
  text: string;
  fault: string | undefined;
  isFirst: boolean;
  onText: (text: string) => void;
}) {
  const { type, choices, default: given } = param;
  const common = {
    label: param.label ?? name,
    error: fault,
    required: given === undefined && type !== 'list' && type !== 'boolean',
    withAsterisk: false,
    'data-autofocus': isFirst || undefined,
  };
  if (type === 'boolean' && choices === undefined)
    return (
      <Checkbox
        label={common.label}
        checked={text === 'true'}
        error={fault}
        data-autofocus={isFirst || undefined}
        onChange={(event) => onText(String(event.currentTarget.checked))}
      />
    );
  if (type === 'list')
    return (
      <Textarea
        {...common}
        description={
          choices === undefined ? 'One item a line.' : `One item a line, each of: ${choices.join(', ')}.`
        }
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    );
  if (choices !== undefined)
    return (
      <Select
        {...common}
        data={choices.map(String)}
        value={text === '' ? null : text}
        allowDeselect={false}
        searchable={choices.length > 12}
        onChange={(chosen) => onText(chosen ?? '')}
      />
    );
  return (
    <TextInput
      {...common}
      type={type === 'day' ? 'date' : 'text'}
      inputMode={type === 'integer' ? 'numeric' : type === 'number' ? 'decimal' : 'text'}
      description={given === undefined || type === 'day' ? undefined : `${String(given)} where left empty.`}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}
