import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Connector } from '../../sources/connectors/connector.ts';
import { type ConnectorFolders, findConnector } from '../../sources/connectors/readConnectors.ts';
import type { SourceFile } from '../../sources/connectors/sourceFile.ts';
import { createExtractionRecords, type ExtractionRecords } from '../../sources/extract/extractionRecords.ts';
import { createRateMemory } from '../../sources/extract/rateMemory.ts';
import { createStates, type States } from '../../sources/extract/states.ts';
import type { RateMemory } from '../../sources/http/http.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { WorkspaceWarehouse } from '../warehouseOfWorkspace.ts';
import { findSource, type WrittenSource } from './sourceFiles.ts';
import { createSourceSecrets, type SourceSecrets } from './sourceSecrets.ts';

export interface SourcesOptions {
  readonly current: () => OpenWorkspace | null;
  /** Under which the workspace's secrets are filed. */
  readonly currentId: () => string | null;
  readonly warehouse: WorkspaceWarehouse;
  readonly vault: Vault;
  /** The folder of the connectors that come with Leadline. */
  readonly shipped: string;
  readonly version: string;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly random: () => number;
}

/** The open workspace as everything about sources needs it. */
export interface SourceDesk {
  readonly folder: string;
  readonly zone: string;
  readonly connectors: ConnectorFolders;
  secrets(source: string): SourceSecrets;
  /** A source whose file and connector can be used. */
  find(name: string): Promise<Result<WrittenSource & { written: SourceFile; connector: Connector }>>;
  kept(): Promise<Result<KeptInWarehouse>>;
}

export interface KeptInWarehouse {
  readonly warehouse: Warehouse;
  readonly states: States;
  readonly records: ExtractionRecords;
  readonly memory: RateMemory;
}

export function deskOf(options: SourcesOptions): Result<SourceDesk> {
  const workspace = options.current();
  const id = options.currentId();
  if (workspace === null || id === null)
    return fail('WORKSPACE_NOT_OPEN', {
      message: 'Sources belong to a workspace, and none is open.',
      next: 'Open a workspace, then try again.',
    });
  const folder = workspace.path;
  const connectors = { shipped: options.shipped, own: join(folder, 'connectors') };
  return ok({
    folder,
    zone: workspace.config?.zone ?? machineZone(),
    connectors,
    secrets: (source) => createSourceSecrets(options.vault, id, source),
    async find(name) {
      const found = await findSource(folder, name);
      if (!found.ok) return found;
      const connector = await findConnector(found.value.written.connector, connectors);
      return connector.ok ? ok({ ...found.value, connector: connector.value }) : connector;
    },
    async kept() {
      const opened = await options.warehouse.get();
      return opened.ok ? ok(keptIn(opened.value, options.clock)) : opened;
    },
  });
}

function keptIn(warehouse: Warehouse, clock: () => Date): KeptInWarehouse {
  return {
    warehouse,
    states: createStates(warehouse, clock, randomUUID),
    records: createExtractionRecords(warehouse.store),
    memory: createRateMemory(warehouse.store, clock),
  };
}
