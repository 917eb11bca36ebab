/** One stream as most are: pages of a hundred, a cursor, one added field. */
export const ORDERS = `
version: 6.0.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [orders]}
streams:
${streamOf('orders')}`;

/** So many streams, each written out. */
export function manyStreams(count: number): string {
  const names = Array.from({ length: count }, (_, at) => `stream_${at}`);
  return `
version: 6.0.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [stream_0]}
streams:
${names.map(streamOf).join('\n')}`;
}

function streamOf(name: string): string {
  return `  - type: DeclarativeStream
    name: ${name}
    primary_key: id
    schema_loader:
      type: InlineSchemaLoader
      schema:
        type: object
        properties:
          id: {type: integer}
          name: {type: [string, "null"]}
          email: {type: [string, "null"]}
          total: {type: [number, "null"]}
          address: {type: object, properties: {city: {type: string}, zip: {type: string}}}
          updated_at: {type: string, format: date-time}
    incremental_sync:
      type: DatetimeBasedCursor
      cursor_field: updated_at
      datetime_format: "%Y-%m-%dT%H:%M:%SZ"
      start_datetime: {type: MinMaxDatetime, datetime: "{{ config['start_date'] }}", datetime_format: "%Y-%m-%d"}
      start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: since}
    retriever:
      type: SimpleRetriever
      record_selector:
        type: RecordSelector
        extractor: {type: DpathExtractor, field_path: [data]}
      paginator:
        type: DefaultPaginator
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
        pagination_strategy: {type: PageIncrement, page_size: 100}
      requester:
        type: HttpRequester
        url_base: "{{ config['base_url'] }}"
        path: /${name}
        http_method: GET
        authenticator: {type: BearerAuthenticator, api_token: "{{ config['token'] }}"}
        request_parameters: {sort: updated_at, region: "{{ config.get('region', 'eu') }}"}
        error_handler:
          type: DefaultErrorHandler
          response_filters:
            - {type: HttpResponseFilter, action: IGNORE, http_codes: [404]}
            - {type: HttpResponseFilter, action: RATE_LIMITED, predicate: "{{ response.get('code') == 429 }}"}
    transformations:
      - type: AddFields
        fields:
          - {path: [shop], value: "{{ config['shop'] }}-{{ record['id'] }}"}`;
}
