import { type Entries, textOf } from './located.ts';

/** Which type a member has whose `type` is left out, by the component and member it stands in. */
const TYPES: Readonly<Record<string, string>> = {
  'AddFields.fields': 'AddedFieldDefinition',
  'AsyncRetriever.record_selector': 'RecordSelector',
  'CompositeErrorHandler.error_handlers': 'DefaultErrorHandler',
  'ConditionalStreams.streams': 'DeclarativeStream',
  'ConfigComponentsResolver.components_mapping': 'ComponentMappingDefinition',
  'ConfigComponentsResolver.stream_config': 'StreamConfig',
  'CursorPagination.decoder': 'JsonDecoder',
  'CustomPartitionRouter.parent_stream_configs': 'ParentStreamConfig',
  'DatetimeBasedCursor.end_datetime': 'MinMaxDatetime',
  'DatetimeBasedCursor.end_time_option': 'RequestOption',
  'DatetimeBasedCursor.start_datetime': 'MinMaxDatetime',
  'DatetimeBasedCursor.start_time_option': 'RequestOption',
  'DeclarativeSource.api_budget': 'HTTPAPIBudget',
  'DeclarativeSource.check': 'CheckStream',
  'DeclarativeSource.concurrency_level': 'ConcurrencyLevel',
  'DeclarativeSource.dynamic_streams': 'DynamicDeclarativeStream',
  'DeclarativeSource.spec': 'Spec',
  'DeclarativeSource.streams': 'DeclarativeStream',
  'DeclarativeStream.incremental_sync': 'DatetimeBasedCursor',
  'DeclarativeStream.retriever': 'SimpleRetriever',
  'DeclarativeStream.schema_loader': 'JsonFileSchemaLoader',
  'DefaultErrorHandler.response_filters': 'HttpResponseFilter',
  'DefaultPaginator.decoder': 'JsonDecoder',
  'DefaultPaginator.page_size_option': 'RequestOption',
  'DefaultPaginator.page_token_option': 'RequestOption',
  'DpathExtractor.decoder': 'JsonDecoder',
  'DpathExtractor.record_expander': 'RecordExpander',
  'DynamicDeclarativeStream.components_resolver': 'ConfigComponentsResolver',
  'DynamicDeclarativeStream.stream_template': 'DeclarativeStream',
  'DynamicSchemaLoader.retriever': 'SimpleRetriever',
  'DynamicSchemaLoader.schema_type_identifier': 'SchemaTypeIdentifier',
  'HttpComponentsResolver.components_mapping': 'ComponentMappingDefinition',
  'HttpComponentsResolver.retriever': 'SimpleRetriever',
  'HttpRequester.error_handler': 'DefaultErrorHandler',
  'ListPartitionRouter.request_option': 'RequestOption',
  'ParentStreamConfig.request_option': 'RequestOption',
  'ParentStreamConfig.stream': 'DeclarativeStream',
  'RecordSelector.extractor': 'DpathExtractor',
  'RecordSelector.record_filter': 'RecordFilter',
  'SchemaTypeIdentifier.types_map': 'TypesMap',
  'SimpleRetriever.paginator': 'NoPagination',
  'SimpleRetriever.record_selector': 'RecordSelector',
  'SimpleRetriever.requester': 'HttpRequester',
  'SubstreamPartitionRouter.parent_stream_configs': 'ParentStreamConfig',
};

/** A class of somebody's own, named without a type. */
const CUSTOM: Readonly<Record<string, string>> = {
  'CompositeErrorHandler.backoff_strategies': 'CustomBackoffStrategy',
  'DeclarativeStream.incremental_sync': 'CustomIncrementalSync',
  'DeclarativeStream.retriever': 'CustomRetriever',
  'DeclarativeStream.schema_loader': 'CustomSchemaLoader',
  'DeclarativeStream.transformations': 'CustomTransformation',
  'DefaultErrorHandler.backoff_strategies': 'CustomBackoffStrategy',
  'DefaultPaginator.pagination_strategy': 'CustomPaginationStrategy',
  'HttpRequester.authenticator': 'CustomAuthenticator',
  'HttpRequester.error_handler': 'CustomErrorHandler',
  'RecordSelector.extractor': 'CustomRecordExtractor',
  'RecordSelector.record_filter': 'CustomRecordFilter',
  'SimpleRetriever.partition_router': 'CustomPartitionRouter',
  'SimpleRetriever.requester': 'CustomRequester',
};

/** By what a component has, the most telling first: more helpful than refusing what can only mean one thing. */
const BY_SHAPE: Readonly<Record<string, readonly (readonly [member: string, type: string])[]>> = {
  authenticator: [
    ['login_requester', 'SessionTokenAuthenticator'],
    ['authenticators', 'SelectiveAuthenticator'],
    ['token_refresh_endpoint', 'OAuthAuthenticator'],
    ['client_id', 'OAuthAuthenticator'],
    ['secret_key', 'JwtAuthenticator'],
    ['username', 'BasicHttpAuthenticator'],
    ['inject_into', 'ApiKeyAuthenticator'],
    ['header', 'ApiKeyAuthenticator'],
    ['api_token', 'BearerAuthenticator'],
  ],
  backoff_strategies: [
    ['backoff_time_in_seconds', 'ConstantBackoffStrategy'],
    ['header', 'WaitTimeFromHeader'],
  ],
  check: [
    ['stream_names', 'CheckStream'],
    ['dynamic_stream_name', 'CheckDynamicStream'],
  ],
  error_handler: [['error_handlers', 'CompositeErrorHandler']],
  error_handlers: [['error_handlers', 'CompositeErrorHandler']],
  incremental_sync: [['datetime_format', 'DatetimeBasedCursor']],
  pagination_strategy: [
    ['cursor_value', 'CursorPagination'],
    ['start_from_page', 'PageIncrement'],
  ],
  paginator: [['pagination_strategy', 'DefaultPaginator']],
  partition_router: [
    ['parent_stream_configs', 'SubstreamPartitionRouter'],
    ['values', 'ListPartitionRouter'],
    ['group_size', 'GroupingPartitionRouter'],
  ],
  record_filter: [['condition', 'RecordFilter']],
  retriever: [['creation_requester', 'AsyncRetriever']],
  schema_loader: [
    ['schema', 'InlineSchemaLoader'],
    ['schema_type_identifier', 'DynamicSchemaLoader'],
  ],
  streams: [
    ['full_refresh_stream', 'StateDelegatingStream'],
    ['condition', 'ConditionalStreams'],
  ],
  transformations: [
    ['fields', 'AddFields'],
    ['field_pointers', 'RemoveFields'],
  ],
};

export function typeOf(entries: Entries, parent: string, member: string): string | null {
  const told = entries.get('type');
  if (told !== undefined) return textOf(told);
  const place = `${parent}.${member}`;
  if (entries.has('class_name')) return own(CUSTOM, place);
  const shape = own(BY_SHAPE, member)?.find(([name]) => entries.has(name));
  return shape?.[1] ?? own(TYPES, place);
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
