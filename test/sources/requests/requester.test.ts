import { afterEach, expect, it } from 'vitest';
import { csvDecoder } from '../../../main/sources/declarative/requests/decoders/csv.ts';
import { bench, type Reply, recordsOf, troubleOf, type Vendor, vendor } from './vendor.ts';

const open: Vendor[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function answering(reply: Parameters<typeof vendor>[0] | Reply): Promise<Vendor> {
  const one = await vendor(typeof reply === 'function' ? reply : () => reply);
  open.push(one);
  return one;
}

it('writes queries in the words of the dialect', async () => {
  const { origin, heard } = await answering({ json: [] });
  await bench({ base: origin, on: true, kind: 'cat', ids: ['p', 'q'] }).ask(
    {
      url_base: "{{ config['base'] }}/v1/",
      path: '/things/{{ stream_partition.id }}/list',
      request_parameters: {
        empty: "{{ config.get('absent') }}",
        flag: "{{ config['on'] }}",
        many: "{{ ['x', config['kind']] }}",
        ids: "{{ ','.join(config['ids']) }}",
        code: '00501',
      },
      request_headers: { 'X-Limit': '{{ 25 }}' },
    },
    { slice: { partition: { id: 'a b' }, cursor: {}, extra: {} } },
  );
  expect(heard[0]?.path).toBe('/v1/things/a%20b/list');
  expect(heard[0]?.query).toEqual([
    ['empty', 'None'],
    ['flag', 'True'],
    ['many', 'x'],
    ['many', 'cat'],
    ['ids', 'p,q'],
    ['code', '00501'],
  ]);
  expect(heard[0]?.headers['x-limit']).toBe('25');
});

it('adds to the query of a next-page address only what is not in it', async () => {
  const { origin, heard } = await answering({ json: [] });
  await bench().ask(
    { url_base: origin, path: '/ignored', request_parameters: { sort: 'code', limit: '3', more: 'yes' } },
    { url: `${origin}/next?limit=3&sort=name&cursor=a%2Fb` },
  );
  expect(heard[0]?.path).toBe('/next');
  expect(heard[0]?.query).toEqual([
    ['limit', '3'],
    ['sort', 'name'],
    ['cursor', 'a/b'],
    ['sort', 'code'],
    ['more', 'yes'],
  ]);
});

it('sends JSON, forms and text as the three kinds of bodies, and nothing where a body is empty', async () => {
  const { origin, heard } = await answering({ json: {} });
  const one = bench({ kind: 'cat', limit: 25, account: '0042' });
  const asked = { url_base: origin, path: '/', http_method: 'POST' };
  await one.ask({
    ...asked,
    request_body_json: {
      query: { kind: "{{ config['kind'] }}", limit: "{{ config['limit'] }}" },
      account: "{{ config['account'] }}",
      dropped: "{{ config.get('nope') }}",
      big: 12345678901234567890n,
    },
  });
  await one.ask({ ...asked, request_body_data: { who: "{{ config['account'] }}", note: 'a b&c' } });
  await one.ask({ ...asked, request_body_data: "select {{ config['kind'] }} from dual" });
  await one.ask({ ...asked, request_body_json: {} });
  await one.ask({
    ...asked,
    request_body: { type: 'RequestBodyGraphQL', value: { query: 'query { a(id: 1) { b } }' } },
  });
  await one.ask({ ...asked, request_body: { type: 'RequestBodyUrlEncodedForm', value: { a: '1' } } });
  expect(heard.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
    ['application/json', '{"query":{"kind":"cat","limit":25},"account":"0042","big":12345678901234567890}'],
    ['application/x-www-form-urlencoded', 'who=0042&note=a+b%26c'],
    [undefined, 'select cat from dual'],
    [undefined, ''],
    ['application/json', '{"query":"query { a(id: 1) { b } }"}'],
    ['application/x-www-form-urlencoded', 'a=1'],
  ]);
});

it('refuses two parts that say different things of one place, and lets them agree in JSON', async () => {
  const { origin, heard } = await answering({ json: {} });
  const one = bench();
  const asked = { url_base: origin, path: '/', http_method: 'POST' };
  const twice = await troubleOf(
    one.ask(
      { ...asked, request_parameters: { page: '1' } },
      { additions: [{ parameters: [['page', '2']] }] },
    ),
  );
  expect(twice).toMatchObject({ kind: 'system', code: 'MANIFEST_INVALID' });
  expect(twice.message).toContain('the parameter “page” is set twice');
  const deep = await troubleOf(
    one.ask(
      { ...asked, request_body_json: { page: { size: 2 } } },
      { additions: [{ bodyJson: { page: { size: 3 } } }] },
    ),
  );
  expect(deep.message).toContain('“page.size” of the body is set twice');
  expect(heard).toEqual([]);
  await one.ask(
    { ...asked, request_body_json: { page: { size: 2 } } },
    { additions: [{ bodyJson: { page: { size: 2, cursor: 'c' } } }] },
  );
  expect(heard[0]?.body).toBe('{"page":{"size":2,"cursor":"c"}}');
});

it('tells HTML, broken text and a cut-off answer apart', async () => {
  const { origin } = await answering(({ path }) => {
    if (path === '/login')
      return {
        body: '<!DOCTYPE html><html><title>Sign in</title></html>',
        headers: { 'Content-Type': 'text/html' },
      };
    if (path === '/latin') return { body: new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]) };
    if (path === '/declared')
      return {
        body: new Uint8Array([0x5b, 0x22, 0xe9, 0x22, 0x5d]),
        headers: { 'Content-Type': 'application/json; charset=iso-8859-1' },
      };
    if (path === '/empty') return { body: '' };
    if (path === '/mark') return { body: '\ufeff[1]' };
    if (path === '/text') return { body: 'Service is fine' };
    return { body: '[{"id": 1}, {"id"' };
  });
  const one = bench();
  const reading = (path: string) => one.ask({ url_base: origin, path }).then(recordsOf);
  expect((await troubleOf(reading('/login'))).message).toBe(
    'Stream orders: the answer of vendor/login (status 200, called text/html) is an HTML page (“Sign in”), not JSON.',
  );
  expect((await troubleOf(reading('/latin'))).message).toContain('holds bytes that are no UTF-8');
  expect((await troubleOf(reading('/text'))).message).toContain(
    'is no JSON: it begins with “Service is fine”',
  );
  expect(await reading('/declared')).toEqual([['é']]);
  expect(await reading('/empty')).toEqual([{}]);
  expect(await reading('/mark')).toEqual([[1]]);
  const cut = await troubleOf(reading('/cut'));
  expect(cut.kind).toBe('transient');
  expect(cut.message).toContain('the answer of vendor/cut is cut off: its JSON ends in the middle');
});

it('asks once for what use_cache keeps', async () => {
  const { origin, heard } = await answering({ json: [7] });
  const one = bench();
  const asked = { url_base: origin, path: '/parents', use_cache: true };
  expect(await recordsOf(await one.ask(asked))).toEqual([[7]]);
  expect(await recordsOf(await one.ask(asked))).toEqual([[7]]);
  await one.ask({ ...asked, request_parameters: { page: '2' } });
  await one.ask({ ...asked, use_cache: false });
  expect(heard).toHaveLength(3);
});

it('says that an address is none without repeating it', async () => {
  const trouble = await troubleOf(
    bench({ shop: 'secret place' }).ask({ url_base: "{{ config['shop'] }}", path: '/' }),
  );
  expect(trouble).toMatchObject({ kind: 'config', code: 'SOURCE_REFUSED' });
  expect(trouble.message).not.toContain('secret place');
});

it('tells the key to no host that only an answer names', async () => {
  const own = await answering({ json: [] });
  const other = await answering({ json: [] });
  const one = bench();
  const asked = {
    url_base: own.origin,
    path: '/',
    authenticator: { type: 'BearerAuthenticator', api_token: 'sk-1234567890' },
  };
  await one.ask(asked, { url: `${own.origin}/next` });
  await one.ask(asked, { url: `${other.origin}/next` });
  expect(own.heard[0]?.headers['authorization']).toBe('Bearer sk-1234567890');
  expect(other.heard[0]?.headers['authorization']).toBeUndefined();
  expect(one.said).toEqual([expect.stringContaining('is asked without the credentials of this source')]);
});

it('doesn’t hold a report whole because a filter wants a look at it', async () => {
  const { origin } = await answering(({ path }) =>
    path === '/report'
      ? { body: 'code\n40100\n', headers: { 'Content-Type': 'text/csv' } }
      : { json: { code: 40100, message: 'no such report' } },
  );
  const one = bench();
  const error_handler = {
    type: 'DefaultErrorHandler',
    response_filters: [
      { type: 'HttpResponseFilter', action: 'FAIL', predicate: "{{ response.get('code') == 40100 }}" },
    ],
  };
  const decoder = csvDecoder({ encoding: 'utf-8', delimiter: ',', nothing: [] });
  const report = await one.ask({ url_base: origin, path: '/report', error_handler }, {}, { decoder });
  expect(await report?.json()).toEqual({});
  expect(await recordsOf(report)).toEqual([{ code: '40100' }]);
  const refused = await troubleOf(
    one.ask({ url_base: origin, path: '/refused', error_handler }, {}, { decoder }),
  );
  expect(refused.message).toContain('no such report');
});
