import type {
  NewWorkspace,
  OpenWorkspace,
  RecentWorkspace,
  Template,
  WorkspaceChange,
} from '../../shared/contract/workspace.ts';
import type { Result } from '../../shared/errors/failure.ts';

/** The one workspace this process holds, and the ones it has held. */
export interface Workspaces {
  /** Null while none is open. */
  current(): OpenWorkspace | null;
  /** Random, made with the workspace, kept in `.leadline/`: names its secrets. Null while none is open. */
  currentId(): string | null;
  /** The current state first, then each change, until the signal fires. */
  watch(signal?: AbortSignal): AsyncGenerator<OpenWorkspace | null, void, void>;
  /** Takes the lease, reads and validates the files, starts watching. The one open before is closed only on success. */
  open(path: string): Promise<Result<OpenWorkspace>>;
  create(wish: NewWorkspace): Promise<Result<OpenWorkspace>>;
  change(wish: WorkspaceChange): Promise<Result<OpenWorkspace>>;
  close(): Promise<void>;
  recent(): Promise<RecentWorkspace[]>;
  forget(path: string): Promise<void>;
  templates(): Promise<Template[]>;
  /** A free folder name in the person's documents. */
  defaultFolder(): Promise<string>;
}
