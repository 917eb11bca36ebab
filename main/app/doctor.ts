import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoctorLine } from '../../shared/contract/app.ts';
import type { VaultStatus } from '../../shared/contract/vault.ts';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { atLeast, LEAST_SQLITE, sqliteVersion } from '../warehouse/engine.ts';
import type { Places } from './places.ts';

export interface Patient {
  readonly places: Places;
  readonly electron: string | undefined;
  readonly vault: () => Promise<VaultStatus>;
  readonly workspace: OpenWorkspace | null;
  readonly notices: { message: string; next: string }[];
}

const GIGABYTE = 1024 ** 3;
const LEAST_NODE = '22.0.0';

/** Examines the machine, the vault and the open workspace: each line says how it stands and what to do. */
export async function examine(patient: Patient): Promise<DoctorLine[]> {
  const { places, workspace } = patient;
  const disks = [disk('disk.home', 'Disk of Leadline’s own folder', places.home)];
  if (workspace) disks.push(disk('disk.workspace', 'Disk of the workspace', workspace.path));
  return [
    versions(patient),
    await sqlite(),
    await pages(places),
    ...vaultLines(await patient.vault()),
    await writable(places.home),
    ...(await Promise.all(disks)),
    workspaceLine(workspace),
    ...patient.notices.map((notice, index) =>
      warning(`notice.${index + 1}`, 'Notice', notice.message, notice.next),
    ),
  ];
}

function versions({ places, electron }: Patient): DoctorLine {
  const runtime = electron === undefined ? '' : `, Electron ${electron}`;
  const detail = `Leadline ${places.version}, Node ${process.versions.node}${runtime}, ${process.platform} ${process.arch}`;
  if (atLeast(process.versions.node, LEAST_NODE)) return fine('versions', 'Versions', detail);
  return broken(
    'versions',
    'Versions',
    detail,
    'Start Leadline through its npm scripts: they bring a newer Node.',
  );
}

async function sqlite(): Promise<DoctorLine> {
  const version = await sqliteVersion();
  if (!version.ok) return broken('sqlite', 'SQLite', version.failure.message, version.failure.next);
  if (atLeast(version.value, LEAST_SQLITE)) return fine('sqlite', 'SQLite', version.value);
  return broken(
    'sqlite',
    'SQLite',
    `${version.value} can damage its write-ahead log`,
    `Run npm ci: at least ${LEAST_SQLITE} is needed.`,
  );
}

async function pages(places: Places): Promise<DoctorLine> {
  if (await can(join(places.pages, 'index.html'), constants.R_OK)) return fine('pages', 'Screens', 'built');
  return warning(
    'pages',
    'Screens',
    'not built yet',
    'Run npm start, or npm run build: it builds what is missing.',
  );
}

function vaultLines(status: VaultStatus): DoctorLine[] {
  const label = 'Secrets';
  const inUse = status.locked
    ? warning(
        'vault',
        label,
        `${status.backend} vault, locked: ${status.why}`,
        'Unlock it in Settings, Vault, or with: vault unlock.',
      )
    : status.backend === 'memory'
      ? warning(
          'vault',
          label,
          `session memory: ${status.why}`,
          'Make one in Settings, Vault, or with: vault create.',
        )
      : fine('vault', label, `${status.backend}: ${status.why}`);
  const keychain = status.backends.find((one) => one.backend === 'keychain');
  if (!keychain) return [inUse];
  const needed = status.backend === 'keychain';
  if (keychain.available) return [inUse, fine('keychain', 'OS keychain', keychain.detail)];
  const next = 'Until then, keep secrets in a passphrase vault.';
  return [inUse, (needed ? broken : warning)('keychain', 'OS keychain', keychain.detail, next)];
}

async function writable(home: string): Promise<DoctorLine> {
  if (await can(home, constants.W_OK)) return fine('home', 'Leadline’s own folder', home);
  return broken(
    'home',
    'Leadline’s own folder',
    `${home} can't be written`,
    'Give yourself the right to write there, or set LEADLINE_HOME.',
  );
}

async function disk(id: string, label: string, folder: string): Promise<DoctorLine> {
  const facts = await statfs(folder).catch(() => null);
  if (!facts)
    return warning(id, label, `the free space of ${folder} can't be told`, 'Check that the folder exists.');
  const free = facts.bavail * facts.bsize;
  const detail = `${(free / GIGABYTE).toFixed(1)} GB free`;
  if (free < 0.1 * GIGABYTE) return broken(id, label, detail, 'Free some space before loading data.');
  if (free < GIGABYTE)
    return warning(id, label, detail, 'Free some space soon: backups need as much as the warehouse.');
  return fine(id, label, detail);
}

function workspaceLine(workspace: OpenWorkspace | null): DoctorLine {
  if (!workspace)
    return warning('workspace', 'Workspace', 'none open', 'Open one, or make one with: init <dir>.');
  const errors = workspace.problems.filter((problem) => problem.severity === 'error');
  const first = errors[0] ?? workspace.problems[0];
  if (!first) return fine('workspace', 'Workspace', `${workspace.path}: every file is in order`);
  const detail = `${workspace.path}: ${first.file}:${first.line}:${first.column} ${first.message}${workspace.problems.length > 1 ? ` (and ${workspace.problems.length - 1} more)` : ''}`;
  return (errors.length > 0 ? broken : warning)(
    'workspace',
    'Workspace',
    detail,
    'Mend the file named; Leadline sees it at once.',
  );
}

async function can(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

function fine(id: string, label: string, detail: string): DoctorLine {
  return { id, label, state: 'ok', detail };
}

function warning(id: string, label: string, detail: string, next: string): DoctorLine {
  return { id, label, state: 'warning', detail, next };
}

function broken(id: string, label: string, detail: string, next: string): DoctorLine {
  return { id, label, state: 'broken', detail, next };
}
