import { constants, createHmac, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { Json, JsonObject } from '../../json.ts';
import type { Component, Member } from '../component.ts';
import type { Builder, Making } from '../parts.ts';
import { manifestTrouble, troubleOf } from '../requests/troubles.ts';
import { withoutNulls } from '../requests/written.ts';
import { credentialHeader } from './credentialHeader.ts';
import { credentialOption } from './credentialOption.ts';
import { membersOf } from './members.ts';

const HASHES: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };
const ALGORITHM = /^(?:(HS|RS|PS|ES)(256|384|512)|(ES256K)|(EdDSA))$/;

export const jwt: Builder<'authenticator'> = (component, making) => {
  const signed = createSigner(component, making);
  const prefix = making.expressions.text(component.members['header_prefix'], component);
  const place = credentialOption(component.members['request_option'], making);
  return {
    async add() {
      const before = prefix === null ? '' : (await prefix({})).trim();
      const token = before === '' ? await signed() : `${before} ${await signed()}`;
      if (place !== null) return place(token);
      return credentialHeader('Authorization', token, making.stream);
    },
  };
};

/** A token signed anew for each request: its times are those of the request. */
export function createSigner(component: Component, making: Making): () => Promise<string> {
  const { members } = component;
  const { expressions, host, stream } = making;
  const algorithm = String(members['algorithm']);
  if (!ALGORITHM.test(algorithm))
    throw manifestTrouble(
      component,
      stream,
      'names an algorithm that is not known',
      'Use HS256, RS256, ES256 or their like.',
    );
  const secret = expressions.text(members['secret_key'], component);
  const passphrase = expressions.text(members['passphrase'], component);
  const encoded = expressions.condition(members['base64_encode_secret_key'] ?? false, component);
  const duration = typeof members['token_duration'] === 'number' ? members['token_duration'] : 1200;
  const headers = textsOf(members['jwt_headers'], ['kid', 'typ', 'cty'], component, making);
  const claims = textsOf(members['jwt_payload'], ['iss', 'sub', 'aud'], component, making);
  const moreHeaders = expressions.object(members['additional_jwt_headers'] ?? {}, component, true);
  const moreClaims = expressions.object(members['additional_jwt_payload'] ?? {}, component, true);

  return async () => {
    const now = Math.floor(host.clock.now() / 1000);
    const head: JsonObject = {
      alg: algorithm,
      typ: 'JWT',
      ...withoutNulls(await moreHeaders({})),
      ...(await headers()),
    };
    const payload: JsonObject = {
      ...withoutNulls(await moreClaims({})),
      ...(await claims()),
      iat: now,
      exp: now + duration,
      nbf: now,
    };
    const said = `${part(head)}.${part(payload)}`;
    const word = passphrase === null ? '' : await passphrase({});
    const plain = secret === null ? '' : await secret({});
    const key = (await encoded({})) ? Buffer.from(plain, 'utf8').toString('base64') : plain;
    try {
      return `${said}.${signature(algorithm, said, key, word).toString('base64url')}`;
    } catch {
      // What the library says may hold pieces of the key.
      throw troubleOf(
        'config',
        stream,
        `Stream ${stream} can't sign in: the key entered doesn't fit ${algorithm}.`,
        algorithm.startsWith('HS')
          ? 'Enter the secret again.'
          : 'Enter the whole private key in PEM form, its first and last line included, and its passphrase if it has one.',
      );
    }
  };
}

function signature(algorithm: string, said: string, key: string, passphrase: string): Buffer {
  const [, family, size = '256'] = ALGORITHM.exec(algorithm) ?? [];
  const hash = HASHES[size] ?? 'sha256';
  if (family === 'HS') {
    if (key === '') throw new Error('no key');
    return createHmac(hash, key).update(said).digest();
  }
  const opened = privateKey(key, passphrase);
  const data = Buffer.from(said);
  if (algorithm === 'EdDSA') return sign(null, data, opened);
  const wanted = family === 'RS' || family === 'PS' ? 'rsa' : 'ec';
  if (opened.asymmetricKeyType !== wanted) throw new Error('another kind of key');
  if (family === 'PS')
    return sign(hash, data, {
      key: opened,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    });
  return sign(hash, data, { key: opened, dsaEncoding: 'ieee-p1363' });
}

/** Keys out of JSON files come with their line ends written out. */
function privateKey(key: string, passphrase: string): KeyObject {
  const pem = key.includes('\n') ? key : key.replaceAll('\\n', '\n');
  return createPrivateKey({ key: pem, format: 'pem', ...(passphrase !== '' && { passphrase }) });
}

function part(object: JsonObject): string {
  return Buffer.from(JSON.stringify(object)).toString('base64url');
}

function textsOf(member: Member | undefined, names: readonly string[], component: Component, making: Making) {
  const given = Object.entries(membersOf(member));
  const texts = given
    .filter(([name]) => names.includes(name))
    .map(([name, value]) => [name, making.expressions.text(value, component)] as const);
  return async () => {
    const rendered: [string, Json][] = [];
    for (const [name, text] of texts) {
      const value = text === null ? '' : await text({});
      if (value !== '') rendered.push([name, value]);
    }
    return Object.fromEntries(rendered);
  };
}
