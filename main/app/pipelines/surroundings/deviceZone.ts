import { readFileSync, readlinkSync } from 'node:fs';
import { platform } from 'node:os';
import { Zone } from '../../../../shared/domain/zone.ts';

export interface ZonePlaces {
  /** A link into the zone files, which systems turn when the laptop travels. */
  readonly link: string;
  /** Its name as text, where that link is a copy. */
  readonly name: string;
}

const PLACES: ZonePlaces = { link: '/etc/localtime', name: '/etc/timezone' };

/**
 * The zone of the device just now. Node reads it once and keeps it, until something touches the variable TZ; so where the
 * system keeps the name in a file it is read there, and elsewhere Node is made to look again.
 */
export function deviceZone(places: ZonePlaces = PLACES, env: NodeJS.ProcessEnv = process.env): Zone {
  if (env['TZ'] === undefined || env['TZ'] === '') {
    const told = platform() === 'win32' ? null : (linked(places.link) ?? written(places.name));
    if (told !== null) return told;
    // Taking away what isn't there changes nothing but that the clock is read anew.
    delete env['TZ'];
  }
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return Zone.safeParse(timeZone).data ?? Zone.parse('UTC');
}

function linked(link: string): Zone | null {
  try {
    const name = /zoneinfo(?:\.default)?\/(?:posix\/|right\/)?(.+)$/.exec(readlinkSync(link))?.[1];
    return Zone.safeParse(name).data ?? null;
  } catch {
    return null;
  }
}

function written(file: string): Zone | null {
  try {
    return Zone.safeParse(readFileSync(file, 'utf8').trim()).data ?? null;
  } catch {
    return null;
  }
}
