import { isComponent } from '../component.ts';
import type { Builder } from '../parts.ts';
import { manifestTrouble } from '../requests/troubles.ts';
import { credentialHeader } from './credentialHeader.ts';
import { credentialOption } from './credentialOption.ts';
import { notChosen } from './troubles.ts';

export const noAuth: Builder<'authenticator'> = () => ({
  async add() {
    return {};
  },
});

export const bearer: Builder<'authenticator'> = (component, making) => {
  const token = making.expressions.text(component.members['api_token'], component);
  return {
    async add() {
      return credentialHeader(
        'Authorization',
        `Bearer ${token === null ? '' : await token({})}`,
        making.stream,
      );
    },
  };
};

export const basic: Builder<'authenticator'> = (component, making) => {
  const username = making.expressions.text(component.members['username'], component);
  const password = making.expressions.text(component.members['password'], component);
  return {
    async add() {
      const name = username === null ? '' : await username({});
      const word = password === null ? '' : await password({});
      const both = Buffer.from(`${name}:${word}`, 'utf8').toString('base64');
      return credentialHeader('Authorization', `Basic ${both}`, making.stream);
    },
  };
};

export const apiKey: Builder<'authenticator'> = (component, making) => {
  const { inject_into: option, header } = component.members;
  const place = credentialOption(option, making);
  const named = typeof header === 'string' ? making.expressions.text(header, component) : null;
  if ((place === null) === (named === null))
    throw manifestTrouble(
      component,
      making.stream,
      'must say once where the key goes',
      'Write inject_into with a RequestOption, and no header.',
    );
  const token = making.expressions.text(component.members['api_token'], component);
  return {
    async add() {
      const value = token === null ? '' : await token({});
      if (named !== null) return credentialHeader(await named({}), value, making.stream);
      return place === null ? {} : place(value);
    },
  };
};

export const selective: Builder<'authenticator'> = (component, making) => {
  const { authenticators, authenticator_selection_path: path } = component.members;
  const steps = Array.isArray(path) ? path.map(String) : [];
  let chosen: unknown = making.config;
  for (const step of steps)
    chosen =
      typeof chosen === 'object' && chosen !== null && Object.hasOwn(chosen, step)
        ? (chosen as Record<string, unknown>)[step]
        : undefined;
  const choices =
    typeof authenticators === 'object' && authenticators !== null ? Object.entries(authenticators) : [];
  const found = choices.find(([name]) => name === String(chosen))?.[1];
  if (isComponent(found)) return making.make('authenticator', found);
  return {
    // Said when it is used: a form that isn't filled in yet can still list its streams.
    async add() {
      throw notChosen(
        making.stream,
        steps,
        choices.map(([name]) => name),
      );
    },
  };
};
