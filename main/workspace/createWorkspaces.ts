import { basename } from 'node:path';
import type { HostKind } from '../../shared/contract/app.ts';
import type { NewWorkspace, OpenWorkspace, WorkspaceChange } from '../../shared/contract/workspace.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import { changeConfig } from './changeConfig.ts';
import { createFolder, freeFolder } from './createFolder.ts';
import type { FileChecks } from './files/readWorkspace.ts';
import { findWorkspaceFolder, writtenPath } from './folderPath.ts';
import { createQueue } from './queue.ts';
import { createRecent } from './recent.ts';
import { openSession, type Session } from './session.ts';
import { listTemplates, readTemplate } from './templates.ts';
import { createWatchedValue } from './watchedValue.ts';
import type { Workspaces } from './workspaces.ts';

export interface WorkspacesOptions {
  /** Leadline's own folder of this person. */
  readonly home: string;
  /** The person's own folder: what `~` means, and where documents are. */
  readonly userFolder: string;
  readonly templatesFolder: string;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly hostKind: HostKind;
  /** Where this process can be reached, for a second start to be told. */
  readonly address?: (() => string | undefined) | undefined;
  readonly onFront?: (() => void) | undefined;
  /** What other domains find in the files that are theirs. */
  readonly checks?: FileChecks;
  /** Whoever works in a workspace's folder ends that here: afterwards the folder is anybody's. */
  readonly beforeRelease?: ((folder: string) => Promise<void>) | undefined;
}

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const { home, userFolder, templatesFolder, clock, hostKind, onFront } = options;
  const log = options.log.scope('workspace');
  const recent = createRecent({ home, log, clock });
  const shown = createWatchedValue<OpenWorkspace | null>(null);
  // Opening, creating, changing and closing go one after another: interleaved, two could end up holding a lease each.
  const inTurn = createQueue();
  let session: Session | null = null;

  async function open(path: string): Promise<Result<OpenWorkspace>> {
    const folder = await findWorkspaceFolder(path, userFolder);
    if (!folder.ok) return folder;
    if (session?.path === folder.value) return openAgain(session);
    const opened = await openSession(folder.value, {
      clock,
      log,
      hostKind,
      onFront,
      address: options.address ?? (() => undefined),
      former: session?.strayLease(),
      beforeRelease: options.beforeRelease ?? (async () => {}),
      checks: options.checks ?? {},
      onChange: (state) => {
        if (session?.path === state.path) shown.set(state);
      },
    });
    if (!opened.ok) return opened;
    const before = session;
    session = opened.value;
    await before?.close();
    const state = session.state();
    shown.set(state);
    const errors = state.problems.filter((problem) => problem.severity === 'error').length;
    log.info('Workspace opened', { path: state.path, files: state.files, errors });
    await remember(state);
    return ok(state);
  }

  async function openAgain(held: Session): Promise<Result<OpenWorkspace>> {
    const still = await held.keepHold();
    if (!still.ok) return still;
    const state = await held.refresh();
    await remember(state);
    return ok(state);
  }

  function remember({ path, config }: OpenWorkspace): Promise<void> {
    return recent.add({ path, name: config?.name ?? basename(path) });
  }

  async function create(wish: NewWorkspace): Promise<Result<OpenWorkspace>> {
    const target = writtenPath(wish.path, userFolder);
    if (!target.ok) return target;
    const known = await listTemplates(templatesFolder, log);
    if (!known.some((template) => template.id === wish.template)) {
      return fail('TEMPLATE_UNKNOWN', {
        message: `There is no template called "${wish.template}".`,
        next: `Choose one of: ${known.map((template) => template.id).join(', ')}.`,
        subject: wish.template,
      });
    }
    const created = await createFolder(target.value, await readTemplate(templatesFolder, wish));
    if (!created.ok) return created;
    log.info('Workspace created', { path: target.value, template: wish.template });
    return open(target.value);
  }

  async function change(wish: WorkspaceChange): Promise<Result<OpenWorkspace>> {
    if (!session) {
      return fail('WORKSPACE_NOT_OPEN', {
        message: 'No workspace is open.',
        next: 'Open one, or create one.',
      });
    }
    const held = await session.keepHold();
    if (!held.ok) return held;
    const changed = await changeConfig(session.path, wish);
    if (!changed.ok) return changed;
    const state = await session.refresh();
    if (wish.name !== undefined) await remember(state);
    return ok(state);
  }

  async function close(): Promise<void> {
    if (!session) return;
    const before = session;
    session = null;
    shown.set(null);
    await before.close();
    log.info('Workspace closed', { path: before.path });
  }

  return {
    current: shown.get,
    currentId: () => session?.id ?? null,
    watch: shown.watch,
    open: (path) => inTurn(() => open(path)),
    create: (wish) => inTurn(() => create(wish)),
    change: (wish) => inTurn(() => change(wish)),
    close: () => inTurn(close),
    recent: recent.list,
    forget: recent.forget,
    templates: () => listTemplates(templatesFolder, log),
    defaultFolder: () => freeFolder(userFolder),
  };
}
