import type { PipelineDetail } from '../../../../shared/contract/pipelines.ts';
import { type Pipeline, PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import type { FileProblem } from '../../../../shared/errors/failure.ts';
import { faultsOf } from './faults.ts';
import type { Loose } from './loose.ts';

export type Side = 'form' | 'text';

/** One pipeline being written, as text and as a value. */
export interface Draft {
  readonly name: PipelineName;
  /** The file's text as it was read; null: there is no file yet. */
  readonly base: string | null;
  readonly side: Side;
  readonly text: string;
  /** What the form shows; null while the text can't be told as one. */
  readonly value: Loose | null;
  /** The form says what the text doesn't yet. */
  readonly ahead: boolean;
}

export type Asked = { text: string } | { value: Pipeline; over?: string };

/** What a check answers, as far as a draft needs it. */
export interface Checked {
  readonly text: string;
  readonly value: Pipeline | null;
  readonly problems: readonly FileProblem[];
}

export function draftOfFile({ card, text, value }: PipelineDetail): Draft {
  const side = value === null ? 'text' : 'form';
  return { name: PipelineName.parse(card.name), base: text, side, text, value, ahead: false };
}

export function draftOfNew(name: PipelineName, value: Loose): Draft {
  return { name, base: null, side: 'form', text: '', value, ahead: true };
}

export function typed(draft: Draft, text: string): Draft {
  return { ...draft, text, value: null, ahead: false };
}

export function entered(draft: Draft, value: Loose): Draft {
  return { ...draft, value, ahead: true };
}

/**
 * To the other side, with what its check answered. A text with errors has no value, and the form says so; what the form
 * itself wrote it can show again, errors and all, for as long as nobody changed the text.
 */
export function turned(draft: Draft, side: Side, { text, value }: Checked): Draft {
  return { ...draft, side, text, value: value ?? draft.value, ahead: false };
}

/** What can be asked about it now; null while the form isn't filled in. */
export function askedOf({ text, value, ahead }: Draft): Asked | null {
  if (!ahead || value === null) return { text };
  if (Object.keys(faultsOf(value)).length > 0) return null;
  return { value: value as unknown as Pipeline, ...(text === '' ? {} : { over: text }) };
}

export function isChanged({ base, text, ahead }: Draft): boolean {
  return ahead || text !== base;
}

/** Another hand wrote the file since: this draft is then the answer to what is there now. */
export function overFile(draft: Draft, text: string): Draft {
  return { ...draft, base: text };
}
