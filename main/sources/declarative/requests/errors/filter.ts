import { Trouble, type TroubleKind } from '../../../trouble.ts';
import type { Component } from '../../component.ts';
import type { Compiled } from '../../expressions/expressions.ts';
import type { Answer, Making, Verdict } from '../../parts.ts';
import { manifestTrouble } from '../troubles.ts';
import { errorText } from '../vendorWords.ts';
import { defaultVerdict } from './statuses.ts';

/** Null: the filter has nothing to say of this answer. */
export type Filter = (answer: Answer) => Promise<Verdict | null>;

const KINDS: Readonly<Record<string, TroubleKind>> = {
  config_error: 'config',
  system_error: 'system',
  transient_error: 'transient',
};

const ACTIONS = [
  'SUCCESS',
  'FAIL',
  'RETRY',
  'IGNORE',
  'RATE_LIMITED',
  'RESET_PAGINATION',
  'REFRESH_TOKEN_THEN_RETRY',
] as const;
type Action = (typeof ACTIONS)[number];

/** Any one of its conditions is enough: a status, a text in what the answer says, a template that is true. */
export function createFilter(component: Component, making: Making): Filter | null {
  const { members } = component;
  if (members['action'] === undefined || members['action'] === null) return null;
  const action = ACTIONS.find((known) => known === members['action']);
  if (action === undefined)
    throw manifestTrouble(
      component,
      making.stream,
      'names an action that is not known',
      `Use one of ${ACTIONS.join(', ')}.`,
    );
  const codes = new Set(numbers(members['http_codes']));
  const contains =
    typeof members['error_message_contains'] === 'string' ? members['error_message_contains'] : '';
  const predicate = filled(members['predicate'])
    ? making.expressions.condition(members['predicate'], component)
    : null;
  const message = making.expressions.text(members['error_message'], component);
  const kind = KINDS[String(members['failure_type'])];

  const matches = async (answer: Answer) => {
    if (codes.has(answer.response.status)) return true;
    if (predicate !== null && (await predicate(await seenOf(answer)))) return true;
    return contains !== '' && ((await errorText(answer)) ?? '').includes(contains);
  };
  return async (answer) => {
    if (!(await matches(answer))) return null;
    return verdictOf(action, kind ?? kindOf(answer), await words(message, answer));
  };
}

/** A template that fails on this answer must not hide what the answer says itself. */
async function words(message: Compiled<string> | null, answer: Answer): Promise<string> {
  if (message === null) return '';
  try {
    return (await message(await seenOf(answer))).trim();
  } catch (error) {
    if (error instanceof Trouble) return '';
    throw error;
  }
}

async function seenOf(answer: Answer) {
  return { response: await answer.json(), headers: answer.response.headers };
}

/** A success that a filter calls a failure has no kind of its own. */
function kindOf({ response }: Answer): TroubleKind {
  return response.status < 400 ? 'system' : defaultVerdict(response.status).kind;
}

function verdictOf(action: Action, kind: TroubleKind, said: string): Verdict {
  const told = said === '' ? {} : { message: said };
  switch (action) {
    case 'SUCCESS':
      return { action: 'success' };
    case 'FAIL':
      return { action: 'fail', kind, message: said };
    case 'IGNORE':
      return { action: 'ignore', ...told };
    case 'RETRY':
      return { action: 'retry', ...told };
    case 'RATE_LIMITED':
      return { action: 'rate_limited', ...told };
    case 'RESET_PAGINATION':
      return { action: 'reset_pagination', ...told };
    case 'REFRESH_TOKEN_THEN_RETRY':
      return { action: 'refresh_token', ...told };
  }
}

function filled(member: unknown): boolean {
  return member !== undefined && member !== null && member !== '';
}

function numbers(member: unknown): number[] {
  return Array.isArray(member) ? member.map(Number).filter(Number.isInteger) : [];
}
