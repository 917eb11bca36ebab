import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Every folder and fact a composition root takes from its surroundings; below it, nobody reads the environment. */
export interface Places {
  /** Leadline's own folder of this person: settings, recent workspaces, vault. */
  readonly home: string;
  /** Where the person keeps documents. */
  readonly userFolder: string;
  readonly templates: string;
  /** Leadline's own macros, one folder a package. */
  readonly macros: string;
  /** The connectors that come with Leadline. */
  readonly connectors: string;
  /** What the `env_var` of a project may tell. */
  readonly told: Readonly<Record<string, string>>;
  readonly pages: string;
  readonly version: string;
}

/** The checkout, for the hosts that run from source; the packaged desktop knows its own. */
export function projectRoot(): string {
  return resolve(import.meta.dirname, '..', '..');
}

/** `root` holds package.json, out/ and resources/: the checkout, or the packaged app. */
export function findPlaces(root: string, env: NodeJS.ProcessEnv = process.env): Places {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    home: env['LEADLINE_HOME'] ? resolve(env['LEADLINE_HOME']) : defaultHome(env),
    userFolder: homedir(),
    templates: join(root, 'resources', 'templates'),
    macros: join(root, 'resources', 'macros'),
    connectors: join(root, 'resources', 'connectors'),
    told: toldTo(env),
    pages: join(root, 'out', 'renderer'),
    version: about.version,
  };
}

function defaultHome(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Leadline');
  if (process.platform === 'win32')
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Leadline');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'leadline');
}

/** Variables meant for dbt; a password that happens to be in the environment stays out of compiled SQL and records. */
function toldTo(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const told = Object.entries(env).filter(([name]) => /^DBT_(?!ENV_SECRET)/.test(name));
  return Object.fromEntries(told.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
