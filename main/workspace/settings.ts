import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import type { Result } from '../../shared/errors/failure.ts';

/** One person's preferences, in `settings.json` of Leadline's own folder; a text editor is an equal. */
export interface SettingsStore {
  current(): Settings;
  watch(signal?: AbortSignal): AsyncGenerator<Settings, void, void>;
  change(wish: SettingsChange): Promise<Result<Settings>>;
  /** What went wrong while reading, such as a corrupt file that was set aside under another name. */
  notices(): { message: string; next: string }[];
  close(): Promise<void>;
}
