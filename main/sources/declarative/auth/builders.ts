import type { Builders } from '../parts.ts';
import { jwt } from './jwt.ts';
import { createHolders, oauthBuilder } from './oauth.ts';
import { apiKey, basic, bearer, noAuth, selective } from './plain.ts';
import { sessionToken } from './session.ts';

/** Called once for each opened source: its streams share the tokens that would be asked for twice. */
export function createAuthenticators(): Builders<'authenticator'> {
  return {
    NoAuth: noAuth,
    BearerAuthenticator: bearer,
    ApiKeyAuthenticator: apiKey,
    BasicHttpAuthenticator: basic,
    OAuthAuthenticator: oauthBuilder(createHolders()),
    SessionTokenAuthenticator: sessionToken,
    SelectiveAuthenticator: selective,
    JwtAuthenticator: jwt,
  };
}
