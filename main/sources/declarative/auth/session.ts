import type { Json } from '../../json.ts';
import { isComponent, type Member } from '../component.ts';
import type { Answer, Builder, Slice } from '../parts.ts';
import { pythonText } from '../records/pythonText.ts';
import { manifestTrouble } from '../requests/troubles.ts';
import { placeOf } from '../requests/where.ts';
import { credentialHeader } from './credentialHeader.ts';
import { credentialOption } from './credentialOption.ts';
import { secondsOf } from './duration.ts';
import { SingleFlight } from './singleFlight.ts';
import { noToken, notSignedIn } from './troubles.ts';

const NOWHERE: Slice = { partition: {}, cursor: {}, extra: {} };

/** Logs in with a request of its own, and uses what that gave until it expires or is refused. */
export const sessionToken: Builder<'authenticator'> = (component, making) => {
  const { members } = component;
  const { stream, host, expressions } = making;
  const { login_requester: login, request_authentication: used, decoder } = members;
  const path = Array.isArray(members['session_token_path']) ? members['session_token_path'] : [];
  if (!isComponent(login) || !isComponent(used) || path.length === 0)
    throw manifestTrouble(
      component,
      stream,
      'needs login_requester, session_token_path and request_authentication',
      'Add what is missing.',
    );
  const steps = path.map((step) => expressions.text(step, component));
  const requester = making.make(
    'requester',
    login,
    isComponent(decoder) ? { decoder: making.make('decoder', decoder) } : {},
  );
  const lasts = lifetime(members['expiration_duration']);
  const place = used.type === 'Bearer' ? null : credentialOption(used.members['inject_into'], making);
  if (used.type !== 'Bearer' && place === null)
    throw manifestTrouble(
      used,
      stream,
      'doesn’t say where the token goes',
      'Add inject_into with a RequestOption.',
    );
  const written = expressions.text(used.members['api_token'] ?? '{{ session_token }}', used);
  const flight = new SingleFlight<string>();
  let kept: { readonly token: string; readonly until: number } | null = null;

  const logIn = async () => {
    const signal = new AbortController().signal;
    const answer = await requester.ask({ slice: NOWHERE, token: null, signal, additions: [], login: true });
    if (answer === null) throw notSignedIn(stream, 'its sign-in', null);
    const names = await Promise.all(steps.map(async (step) => (step === null ? '' : step({}))));
    const token = at(await firstValue(answer), names);
    if (token === undefined || token === null || token === '')
      throw noToken(stream, placeOf(answer.response.url), names.join('.'));
    const until = lasts === null ? Number.POSITIVE_INFINITY : host.clock.now() + lasts * 1000;
    kept = { token: pythonText(token), until };
    return kept.token;
  };

  return {
    async add({ signal }) {
      // As in the dialect, the very end of its lifetime still counts.
      const token =
        kept !== null && kept.until >= host.clock.now() ? kept.token : await flight.run(logIn, signal);
      if (place === null) return credentialHeader('Authorization', `Bearer ${token}`, stream);
      const value = written === null ? token : await written({ more: { session_token: token } });
      return place(value);
    },
    refused() {
      kept = null;
    },
  };
};

async function firstValue(answer: Answer): Promise<Json> {
  for await (const value of answer.decoded()) return value;
  return {};
}

function at(value: Json, path: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found)) found = (found as readonly Json[])[Number(step)];
    else found = Object.hasOwn(found, step) ? (found as { readonly [name: string]: Json })[step] : undefined;
  }
  return found;
}

function lifetime(member: Member | undefined): number | null {
  return typeof member === 'string' ? secondsOf(member) : null;
}
