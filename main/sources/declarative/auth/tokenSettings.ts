import type { Pairs } from '../../http/http.ts';
import type { JsonObject } from '../../json.ts';
import type { Component } from '../component.ts';
import { isComponent } from '../component.ts';
import type { Making } from '../parts.ts';
import { asPairs } from '../requests/written.ts';
import { createSigner } from './jwt.ts';
import { membersOf, textsIn } from './members.ts';

/** An OAuth authenticator as its component writes it, templates rendered. */
export interface TokenSettings {
  /** Null: the token entered is all there is. */
  readonly endpoint: string | null;
  readonly accessToken: string | null;
  readonly expiry: string;
  readonly accessTokenName: string;
  readonly expiresInName: string;
  readonly refreshTokenName: string;
  /** The format in which `expires_in` says a moment; null: it says seconds. */
  readonly expiryFormat: string | null;
  /** What is sent but for the refresh token, which may change. */
  readonly form: Pairs;
  readonly refreshToken: string;
  readonly headers: Pairs;
  readonly inQuery: boolean;
  readonly rotating: RotatingPaths | null;
}

/** Where in the config the values of a rotating token live. */
export interface RotatingPaths {
  readonly access: readonly string[];
  readonly refresh: readonly string[];
  readonly expiry: readonly string[];
  readonly refreshTokenName: string;
}

export function tokenSettings(component: Component, making: Making): () => Promise<TokenSettings> {
  const { members } = component;
  const { expressions } = making;
  const text = (name: string, otherwise: string) => {
    const compiled = expressions.text(members[name] ?? otherwise, component);
    return async () => {
      const rendered = compiled === null ? otherwise : await compiled({});
      // A template over what wasn't entered comes to Python's word for nothing.
      return rendered === 'None' ? '' : rendered;
    };
  };
  const object = (name: string, retyped: boolean) => {
    const compiled = expressions.object(members[name] ?? {}, component, retyped);
    return async (): Promise<JsonObject> => compiled({});
  };
  const names = {
    endpoint: text('token_refresh_endpoint', ''),
    accessTokenName: text('access_token_name', 'access_token'),
    expiresInName: text('expires_in_name', 'expires_in'),
    refreshTokenName: text('refresh_token_name', 'refresh_token'),
    clientIdName: text('client_id_name', 'client_id'),
    clientSecretName: text('client_secret_name', 'client_secret'),
    grantTypeName: text('grant_type_name', 'grant_type'),
  };
  const values = {
    accessToken: text('access_token_value', ''),
    refreshToken: text('refresh_token', ''),
    clientId: text('client_id', ''),
    clientSecret: text('client_secret', ''),
    grantType: text('grant_type', 'refresh_token'),
    expiry: text('token_expiry_date', ''),
  };
  const more = object('refresh_request_body', false);
  const headersOf = object('refresh_request_headers', false);
  const assertion = members['profile_assertion'];
  const asserts = expressions.condition(members['use_profile_assertion'] ?? false, component);
  const sign = isComponent(assertion) ? createSigner(assertion, making) : null;
  const updater = members['refresh_token_updater'];

  return async () => {
    const headers = asPairs(await headersOf());
    const form: [string, string][] = [];
    if (sign !== null && (await asserts({}))) {
      form.push(
        [await names.grantTypeName(), 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
        ['assertion', await sign()],
      );
    } else {
      form.push([await names.grantTypeName(), await values.grantType()]);
      // Credentials that stand in a header must not be in the body as well: some vendors refuse both.
      if (!headers.some(([name]) => name === 'Authorization')) {
        form.push([await names.clientIdName(), await values.clientId()]);
        form.push([await names.clientSecretName(), await values.clientSecret()]);
      }
      for (const scope of textsIn(members['scopes'])) form.push(['scopes', scope]);
      const taken = new Set([...form.map(([name]) => name), await names.refreshTokenName()]);
      form.push(
        ...asPairs(await more())
          .filter(([name]) => !taken.has(name))
          .map(([name, value]) => [name, value] as [string, string]),
      );
    }
    const paths = membersOf(updater);
    const endpoint = (await names.endpoint()).trim();
    const accessToken = await values.accessToken();
    return {
      endpoint: endpoint === '' ? null : endpoint,
      accessToken: accessToken === '' ? null : accessToken,
      expiry: await values.expiry(),
      accessTokenName: await names.accessTokenName(),
      expiresInName: await names.expiresInName(),
      refreshTokenName: await names.refreshTokenName(),
      expiryFormat:
        typeof members['token_expiry_date_format'] === 'string' ? members['token_expiry_date_format'] : null,
      form,
      refreshToken: sign === null ? await values.refreshToken() : '',
      headers,
      inQuery: members['send_refresh_request_as_query_params'] === true,
      rotating:
        updater === undefined || updater === null
          ? null
          : {
              access: textsIn(paths['access_token_config_path'], ['credentials', 'access_token']),
              refresh: textsIn(paths['refresh_token_config_path'], ['credentials', 'refresh_token']),
              expiry: textsIn(paths['token_expiry_date_config_path'], ['credentials', 'token_expiry_date']),
              refreshTokenName:
                typeof paths['refresh_token_name'] === 'string'
                  ? paths['refresh_token_name']
                  : 'refresh_token',
            },
    };
  };
}
