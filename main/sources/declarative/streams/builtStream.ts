import { type Component, isComponent, type Member } from '../component.ts';
import type { Cursor, Making, PartitionRouter, Retriever, SchemaLoader, Slice } from '../parts.ts';
import { unsupported, wrongManifest } from '../records/faults.ts';
import { inner, list, needed } from '../records/members.ts';
import { combinedSchema } from '../records/schemas.ts';
import { productRouter } from '../slices/productRouter.ts';
import { unsupportedType } from './unsupported.ts';

/** A DeclarativeStream with its parts, for one reading. */
export interface BuiltStream {
  readonly name: string;
  readonly component: Component;
  readonly retriever: Retriever;
  readonly router: PartitionRouter | null;
  readonly cursor: Cursor | null;
  readonly schemaLoader: SchemaLoader | null;
}

export function buildStream(component: Component, making: Making): BuiltStream {
  if (component.type !== 'DeclarativeStream') throw unsupportedType(making.stream, component);
  if (inner(component, 'file_uploader') !== null)
    throw unsupported(component, 'it copies files, which are not read');
  const retrieverComponent = needed(component, 'retriever');
  const router = routerOf(retrieverComponent.members['partition_router'], retrieverComponent, making);
  const incremental = inner(component, 'incremental_sync');
  const cursor =
    incremental === null ? null : making.make('cursor', incremental, { partitionRouter: router });
  const transformations = list(component, 'transformations').map((one) => {
    if (!isComponent(one)) throw wrongManifest(component, 'transformations must be components');
    return making.make('transformation', one);
  });
  const schemaLoader = schemaLoaderOf(component, making);
  const retriever = making.make('retriever', retrieverComponent, {
    partitionRouter: router,
    transformations,
    ...(schemaLoader === null ? {} : { schemaLoader }),
  });
  return { name: making.stream, component, retriever, router, cursor, schemaLoader };
}

export function routerOf(
  member: Member | undefined,
  owner: Component,
  making: Making,
): PartitionRouter | null {
  const routers = (Array.isArray(member) ? member : [member]).flatMap((one: Member | undefined) => {
    if (one === undefined || one === null) return [];
    if (!isComponent(one)) throw wrongManifest(owner, 'partition_router must be a component');
    return [making.make('partitionRouter', one)];
  });
  const [only] = routers;
  if (only === undefined) return null;
  return routers.length === 1 ? only : productRouter(routers);
}

export function schemaLoaderOf(component: Component, making: Making): SchemaLoader | null {
  const loaders = list(component, 'schema_loader').map((one) => {
    if (!isComponent(one)) throw wrongManifest(component, 'schema_loader must be a component');
    return making.make('schemaLoader', one);
  });
  const [only] = loaders;
  if (only === undefined) return null;
  return loaders.length === 1 ? only : combinedSchema(loaders);
}

/** What there is to read, by the cursor, else by the router, else all at once. */
export async function* slicesOf({ cursor, router }: BuiltStream, signal: AbortSignal): AsyncGenerator<Slice> {
  if (cursor !== null) yield* cursor.slices(signal);
  else if (router !== null) yield* router.slices(signal, null);
  else yield { partition: {}, cursor: {}, extra: {} };
}
