import type { Ask } from './ask.ts';

const NAME = 'org.freedesktop.NetworkManager';
const PLACE = '/org/freedesktop/NetworkManager';

/** What NetworkManager says of the connection in use: 1 yes, 2 no, 3 and 4 the same as a guess; null where nobody knows. */
export async function linuxMetered(ask: Ask, signal: AbortSignal): Promise<boolean | null> {
  const told =
    (await ask(
      'gdbus',
      [
        ...['call', '--system', '--dest', NAME, '--object-path', PLACE],
        ...['--method', 'org.freedesktop.DBus.Properties.Get', NAME, 'Metered'],
      ],
      signal,
    )) ?? (await ask('busctl', ['--system', 'get-property', NAME, PLACE, NAME, 'Metered'], signal));
  const number = /(?:uint32|\bu)\s+(\d)/.exec(told ?? '')?.[1];
  if (number !== undefined) return meaning(number);
  const shown = await ask('nmcli', ['-t', '-f', 'GENERAL.STATE,GENERAL.METERED', 'device', 'show'], signal);
  return shown === null ? null : ofDevices(shown);
}

function meaning(number: string): boolean | null {
  if (number === '1' || number === '3') return true;
  return number === '2' || number === '4' ? false : null;
}

/** `GENERAL.STATE:100 (connected)` and `GENERAL.METERED:no (guessed)` of each device. */
function ofDevices(shown: string): boolean | null {
  let connected = false;
  let answer: boolean | null = null;
  for (const line of shown.split('\n')) {
    if (line.startsWith('GENERAL.STATE:')) connected = /:100\b/.test(line);
    else if (line.startsWith('GENERAL.METERED:') && connected) {
      if (/:yes/.test(line)) return true;
      if (/:no/.test(line)) answer = false;
    }
  }
  return answer;
}
