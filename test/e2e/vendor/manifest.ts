const records = '{ type: RecordSelector, extractor: { type: DpathExtractor, field_path: [data] } }';
const schema = (properties: string) =>
  `{ type: InlineSchemaLoader, schema: { type: object, properties: { ${properties} } } }`;

/** A connector that asks for every kind of answer there is, and has a stream of every kind of fate. */
export const VENDOR_MANIFEST = `
version: 6.60.0
type: DeclarativeSource
check: { type: CheckStream, stream_names: [orders] }
spec:
  type: Spec
  connection_specification:
    type: object
    required: [address, credentials, since]
    properties:
      address: { type: string, title: Address of the shop, order: 0 }
      credentials:
        type: object
        title: How you sign in
        order: 1
        oneOf:
          - title: With a key
            required: [kind, key]
            properties:
              kind: { type: string, const: key }
              key: { type: string, title: Key, description: Under Settings › Keys. It needs the right to read orders., airbyte_secret: true }
          - title: With a user
            required: [kind, user, password]
            properties:
              kind: { type: string, const: user }
              user: { type: string, title: User }
              password: { type: string, title: Password, airbyte_secret: true }
      since: { type: string, title: Since, format: date, pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', pattern_descriptor: YYYY-MM-DD, order: 2, examples: ['2026-01-01'] }
      until: { type: string, title: Until, format: date, order: 9 }
      tags: { type: array, title: Tags, description: Reviews are read for each of them., items: { type: string }, order: 3, default: [mugs] }
      currency: { type: string, title: Currency, enum: [EUR, USD, GBP], default: USD, order: 4 }
      channels: { type: array, title: Channels, items: { type: string, enum: [online, store, telephone] }, order: 5 }
      page: { type: integer, title: Orders a page, minimum: 1, maximum: 100, default: 4, order: 6 }
      drafts: { type: boolean, title: Read drafts too, default: false, order: 7 }
definitions:
  base: &base
    type: HttpRequester
    url_base: "{{ config['address'] }}"
    authenticator: { type: BearerAuthenticator, api_token: "{{ config['credentials']['key'] }}" }
streams:
  - type: DeclarativeStream
    name: orders
    primary_key: id
    incremental_sync:
      type: DatetimeBasedCursor
      cursor_field: day
      datetime_format: '%Y-%m-%d'
      start_datetime: "{{ config['since'] }}"
      end_datetime: "{{ config.get('until') or now_utc().strftime('%Y-%m-%d') }}"
      start_time_option: { type: RequestOption, inject_into: request_parameter, field_name: since }
      end_time_option: { type: RequestOption, inject_into: request_parameter, field_name: until }
    retriever:
      type: SimpleRetriever
      requester: { $ref: '#/definitions/base', path: /orders }
      record_selector: ${records}
      paginator:
        type: DefaultPaginator
        page_token_option: { type: RequestOption, inject_into: request_parameter, field_name: page }
        pagination_strategy: { type: PageIncrement, start_from_page: 1, page_size: 4 }
    schema_loader: ${schema('id: { type: string }, day: { type: string }, title: { type: string }, total: { type: number }')}
  - type: DeclarativeStream
    name: returns
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester: { $ref: '#/definitions/base', path: /returns }
      record_selector: ${records}
    schema_loader: ${schema('id: { type: integer }, reason: { type: string }')}
  - type: DeclarativeStream
    name: reviews
    retriever:
      type: SimpleRetriever
      requester:
        $ref: '#/definitions/base'
        path: /reviews
        request_parameters: { tag: "{{ stream_partition['tag'] }}" }
      record_selector: ${records}
      partition_router: { type: ListPartitionRouter, cursor_field: tag, values: "{{ config['tags'] }}" }
    schema_loader: ${schema('id: { type: integer }, stars: { type: integer }')}
  - type: DeclarativeStream
    name: ledger
    retriever:
      type: CustomRetriever
      class_name: source_corner.components.LedgerRetriever
    schema_loader: ${schema('')}
dynamic_streams:
  - type: DynamicDeclarativeStream
    name: stock
    stream_template:
      type: DeclarativeStream
      name: stock
      primary_key: sku
      retriever:
        type: SimpleRetriever
        requester: { $ref: '#/definitions/base', path: /stock }
        record_selector: ${records}
      schema_loader: ${schema('sku: { type: string }, left: { type: integer }')}
    components_resolver:
      type: HttpComponentsResolver
      retriever:
        type: SimpleRetriever
        requester: { $ref: '#/definitions/base', path: /stores }
        record_selector: ${records}
      components_mapping:
        - { type: ComponentMappingDefinition, field_path: [name], value: "stock_{{ components_values['name'] }}" }
        - { type: ComponentMappingDefinition, field_path: [retriever, requester, path], value: "/stock/{{ components_values['name'] }}" }
leadline:
  title: Corner API
  summary: Orders, returns and stock of a shop on this machine
  category: commerce
  vendor: { name: Corner, documentation: [{ title: Orders API, url: 'https://corner.example/docs/orders' }] }
  help:
    - Make a key under Settings › Keys. It needs the right to read orders.
    - Reviews are read by tag, and the vendor counts them.
  terms:
    retention_days: 30
    never_stored: [buyer.email, 'reviews:author']
    attribution: Data by Corner, Inc.
    notice: Orders may not be handed on.
  http: { own_address: address }
  streams: { orders: { start: since, end: until } }
  quotas:
    - { name: tags, title: different tags, path: /reviews, most: 30, distinct: tag, within: { days: 7 } }
    - { name: orders, title: requests for orders, path: /orders, most: 500, within: { day: America/Los_Angeles } }
`;
