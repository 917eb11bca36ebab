import { describe, expect, it } from 'vitest';
import { type Component, isComponent, type Manifest, type Member } from '../component.ts';
import { readManifest } from './readManifest.ts';

function read(text: string): Manifest {
  const result = readManifest(text, 'shop.yaml');
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

function refusal(text: string) {
  const result = readManifest(text, 'shop.yaml');
  if (result.ok) throw new Error('it was read');
  expect(result.failure.code).toBe('MANIFEST_INVALID');
  expect(result.failure.message).toContain('shop.yaml');
  const [problem] = result.failure.problems ?? [];
  return { message: result.failure.message, line: problem?.line, column: problem?.column };
}

/** By names and indexes: `streams[0]` is the component itself. */
function at(start: Component | undefined, ...steps: (string | number)[]): Member | undefined {
  let member: Member | undefined = start;
  for (const step of steps) {
    const inner: unknown = isComponent(member) ? member.members : member;
    member = (inner as Record<string | number, Member> | undefined)?.[step];
  }
  return member;
}

function component(member: Member | undefined): Component {
  if (!isComponent(member)) throw new Error('this is no component');
  return member;
}

const stream = (rest: string) => `streams:\n  - name: orders\n${rest.replace(/^/gm, '    ')}\n`;

describe('a manifest', () => {
  it('says what the file says', () => {
    const manifest = read(`
version: 6.1.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [orders]}
streams:
  - {type: DeclarativeStream, name: orders}
dynamic_streams:
  - {type: DynamicDeclarativeStream, stream_template: {name: t}}
spec:
  type: Spec
  documentation_url: https://docs.example.com
  connection_specification: {type: object, properties: {type: {type: string}, key: {type: string, airbyte_secret: true}}}
schemas: {orders: {type: object, properties: {id: {type: integer}}}}
api_budget: {type: HTTPAPIBudget, policies: [{type: FixedWindowCallRatePolicy, call_limit: 5}]}
concurrency_level: {type: ConcurrencyLevel, default_concurrency: 8, max_concurrency: 3}
metadata: {anything: {type: Goes}}
leadline: {title: Orders, terms: {type: open}}
`);
    expect(manifest.version).toBe('6.1.0');
    expect(manifest.streams.map((one) => one.members['name'])).toEqual(['orders']);
    expect(component(manifest.dynamicStreams[0]?.members['stream_template']).type).toBe('DeclarativeStream');
    expect(manifest.check?.members['stream_names']).toEqual(['orders']);
    expect(manifest.spec.documentationUrl).toBe('https://docs.example.com');
    expect(manifest.spec.schema).toEqual({
      type: 'object',
      properties: { type: { type: 'string' }, key: { type: 'string', airbyte_secret: true } },
    });
    expect(manifest.schemas).toEqual({ orders: { type: 'object', properties: { id: { type: 'integer' } } } });
    expect(component(at(manifest.apiBudget ?? undefined, 'policies', 0)).type).toBe(
      'FixedWindowCallRatePolicy',
    );
    expect(manifest.concurrency).toBe(3);
    expect(manifest.ours).toEqual({ title: 'Orders', terms: { type: 'open' } });
  });

  it('names places in words an editor can go to', () => {
    const [orders] = read(stream('retriever:\n  requester:\n    path: /x')).streams;
    const requester = component(at(orders, 'retriever', 'requester'));
    expect(requester.path).toBe('streams[0].retriever.requester');
    expect(requester.at).toEqual({ line: 5, column: 9 });
  });

  it('keeps components nobody knows', () => {
    const [orders] = read(stream('retriever: {paginator: {type: QuantumPagination, page_size: 3}}')).streams;
    expect(component(at(orders, 'retriever', 'paginator'))).toMatchObject({
      type: 'QuantumPagination',
      members: { page_size: 3 },
      path: 'streams[0].retriever.paginator',
    });
  });

  it('may choose streams by a condition', () => {
    const [chosen] = read(`
streams:
  - condition: "{{ config['beta'] }}"
    streams: [{name: a}, {name: b}]
`).streams;
    expect(chosen?.type).toBe('ConditionalStreams');
    expect(component(at(chosen, 'streams', 1)).path).toBe('streams[0].streams[1]');
  });
});

describe('references', () => {
  const definitions = `
definitions:
  base: {url_base: "https://x.test", path: /a, headers: {a: 1}}
  requester: {$ref: "#/definitions/base", path: /b}
  with/slash: {v: 1}
  list: [first, {v: 2}]
  loader: {type: InlineSchemaLoader, schema: {properties: {}}}
`;

  it.each([
    [
      'requester: {$ref: "#/definitions/base", path: /own}',
      { url_base: 'https://x.test', path: '/own', headers: { a: 1 } },
    ],
    ['requester: "#/definitions/requester"', { url_base: 'https://x.test', path: '/b', headers: { a: 1 } }],
    ['requester: {deep: {$ref: "#/definitions/with/slash"}}', { deep: { v: 1 } }],
    [
      'requester: {items: [{$ref: "#/definitions/list/1"}, "#/definitions/list/0"]}',
      { items: [{ v: 2 }, 'first'] },
    ],
    ['requester: {headers: {$ref: "#/definitions/base/headers", b: 2}}', { headers: { a: 1, b: 2 } }],
    ['requester: {text: {$ref: "#/definitions/base/path"}}', { text: '/a' }],
    [
      'requester: {config_overrides: {k: "#/definitions/nothing"}}',
      { config_overrides: { k: '#/definitions/nothing' } },
    ],
    ['requester: {a: "#nothing", b: "x#/y"}', { a: '#nothing', b: 'x#/y' }],
  ])('%s', (text, members) => {
    const manifest = read(definitions + stream(`retriever: {${text}}`));
    expect(component(at(manifest.streams[0], 'retriever', 'requester')).members).toEqual(members);
  });

  it('may name another stream', () => {
    const manifest = read(`
streams:
  - {name: parent, retriever: {requester: {path: /p}}}
  - name: child
    retriever:
      partition_router:
        parent_stream_configs: [{stream: {$ref: "#/streams/0"}, parent_key: id}]
`);
    const router = component(at(manifest.streams[1], 'retriever', 'partition_router'));
    expect(router.type).toBe('SubstreamPartitionRouter');
    const parent = component(at(router, 'parent_stream_configs', 0, 'stream'));
    expect(parent.members['name']).toBe('parent');
    expect(parent.path).toBe('streams[1].retriever.partition_router.parent_stream_configs[0].stream');
  });

  it('that go round in a circle are named in order', () => {
    const told = refusal(`
definitions:
  a: {$ref: "#/definitions/b"}
  b: {x: {$ref: "#/definitions/c"}}
  c: "#/definitions/a"
${stream('retriever: {$ref: "#/definitions/a"}')}`);
    expect(told.message).toContain('#/definitions/a → #/definitions/b → #/definitions/c → #/definitions/a');
  });

  it('to nothing are located', () => {
    const told = refusal(stream('retriever:\n  requester: {$ref: "#/definitions/requester"}'));
    expect(told).toMatchObject({
      line: 4,
      message: expect.stringContaining('There is nothing at #/definitions/requester'),
    });
    expect(refusal(stream('retriever: "#/streams/7"')).message).toContain('#/streams/7');
    expect(refusal(stream('retriever: "#/"')).message).toContain('circle');
  });

  it('in definitions nobody uses do no harm', () => {
    expect(
      read(`definitions: {a: "#/definitions/a", b: "#/nothing"}\n${stream('x: 1')}`).streams,
    ).toHaveLength(1);
  });
});

describe('parameters', () => {
  it('fill members that a component lacks, at any depth, and its own win', () => {
    const manifest = read(
      stream(`$parameters: {path: /orders, page_size: 50, who: outer, empty: filled}
retriever:
  requester: {url_base: u, empty: "", $parameters: {who: inner}}
  paginator: {type: DefaultPaginator, pagination_strategy: {type: PageIncrement, page_size: 7}}
  record_selector: {extractor: {field_path: [data]}}`),
    );
    const [orders] = manifest.streams;
    const requester = component(at(orders, 'retriever', 'requester'));
    expect(requester.members).toMatchObject({
      path: '/orders',
      page_size: 50,
      who: 'inner',
      empty: 'filled',
    });
    expect(requester.parameters).toEqual({ path: '/orders', page_size: 50, who: 'inner', empty: 'filled' });
    expect(orders?.members).toMatchObject({ name: 'orders', path: '/orders' });
    expect(at(orders, 'retriever', 'paginator', 'pagination_strategy', 'page_size')).toBe(7);
    expect(component(at(orders, 'retriever', 'record_selector', 'extractor')).parameters['who']).toBe(
      'outer',
    );
  });

  it('of the whole manifest reach every stream', () => {
    const [orders] = read(
      `$parameters: {url_base: "https://x.test"}\n${stream('retriever: {requester: {path: /}}')}`,
    ).streams;
    expect(at(orders, 'retriever', 'requester', 'url_base')).toBe('https://x.test');
  });

  it('may be components, which do not fill themselves', () => {
    const [orders] = read(
      stream(`$parameters: {authenticator: {type: BearerAuthenticator, api_token: t}}
retriever: {requester: {path: /}}`),
    ).streams;
    const found = component(at(orders, 'retriever', 'requester', 'authenticator'));
    expect(found).toMatchObject({ type: 'BearerAuthenticator', members: { api_token: 't' }, parameters: {} });
  });

  it('go through plain objects to the components right in them, and not into data', () => {
    const [orders] = read(
      stream(`$parameters: {who: me}
retriever:
  requester:
    authenticator: {type: SelectiveAuthenticator, authenticators: {a: {type: NoAuth}, b: {type: NoAuth, who: you}}}
    request_body_json: {query: {type: match}}
schema_loader: {schema: {properties: {type: {type: string}, who: {type: [string, "null"]}}}}`),
    ).streams;
    const choices = at(orders, 'retriever', 'requester', 'authenticator', 'authenticators');
    expect(choices).toMatchObject({ a: { members: { who: 'me' } }, b: { members: { who: 'you' } } });
    expect(at(orders, 'retriever', 'requester', 'request_body_json')).toEqual({ query: { type: 'match' } });
    expect(at(orders, 'schema_loader', 'schema')).toEqual({
      properties: { type: { type: 'string' }, who: { type: ['string', 'null'] } },
    });
  });
});

describe('types that are left out', () => {
  it('a request parameter may be called type', () => {
    const manifest = read(
      stream(`retriever:
  requester:
    type: HttpRequester
    request_parameters: { type: video, fields: { type: QueryProperties, property_list: [id] } }`),
    );
    const parameters = at(manifest.streams[0], 'retriever', 'requester', 'request_parameters');
    expect(isComponent(parameters)).toBe(false);
    expect(at(manifest.streams[0], 'retriever', 'requester', 'request_parameters', 'type')).toBe('video');
    expect(component((parameters as Record<string, Member>)['fields']).type).toBe('QueryProperties');
  });

  it.each([
    ['x: 1', [], 'DeclarativeStream'],
    ['retriever: {x: 1}', ['retriever'], 'SimpleRetriever'],
    ['retriever: {creation_requester: {}}', ['retriever'], 'AsyncRetriever'],
    ['retriever: {class_name: a.B}', ['retriever'], 'CustomRetriever'],
    ['retriever: {requester: {}}', ['retriever', 'requester'], 'HttpRequester'],
    ['retriever: {record_selector: {}}', ['retriever', 'record_selector'], 'RecordSelector'],
    [
      'retriever: {record_selector: {extractor: {}}}',
      ['retriever', 'record_selector', 'extractor'],
      'DpathExtractor',
    ],
    ['retriever: {paginator: {x: 1}}', ['retriever', 'paginator'], 'NoPagination'],
    ['retriever: {paginator: {pagination_strategy: {}}}', ['retriever', 'paginator'], 'DefaultPaginator'],
    [
      'retriever: {requester: {error_handler: {}}}',
      ['retriever', 'requester', 'error_handler'],
      'DefaultErrorHandler',
    ],
    [
      'retriever: {requester: {error_handler: {error_handlers: []}}}',
      ['retriever', 'requester', 'error_handler'],
      'CompositeErrorHandler',
    ],
    [
      'retriever: {requester: {authenticator: {api_token: t}}}',
      ['retriever', 'requester', 'authenticator'],
      'BearerAuthenticator',
    ],
    [
      'retriever: {requester: {authenticator: {username: t}}}',
      ['retriever', 'requester', 'authenticator'],
      'BasicHttpAuthenticator',
    ],
    [
      'retriever: {requester: {authenticator: {api_token: t, inject_into: {}}}}',
      ['retriever', 'requester', 'authenticator'],
      'ApiKeyAuthenticator',
    ],
    [
      'retriever: {requester: {authenticator: {client_id: t}}}',
      ['retriever', 'requester', 'authenticator'],
      'OAuthAuthenticator',
    ],
    [
      'retriever: {requester: {authenticator: {class_name: a.B, client_id: t}}}',
      ['retriever', 'requester', 'authenticator'],
      'CustomAuthenticator',
    ],
    ['incremental_sync: {cursor_field: a}', ['incremental_sync'], 'DatetimeBasedCursor'],
    ['schema_loader: {x: 1}', ['schema_loader'], 'JsonFileSchemaLoader'],
    ['schema_loader: {schema: {}}', ['schema_loader'], 'InlineSchemaLoader'],
    [
      'incremental_sync: {start_datetime: {datetime: x}}',
      ['incremental_sync', 'start_datetime'],
      'MinMaxDatetime',
    ],
    [
      'transformations: [{fields: [{path: [a], value: b}]}]',
      ['transformations', 0, 'fields', 0],
      'AddedFieldDefinition',
    ],
  ])('%s', (text, steps, type) => {
    expect(component(at(read(stream(text)).streams[0], ...steps)).type).toBe(type);
  });
});
