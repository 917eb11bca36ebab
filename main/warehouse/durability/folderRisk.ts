import { statfs } from 'node:fs/promises';

/** Numbers by which Linux tells the kinds of disk apart: `man 2 statfs`. */
const NETWORK_DISKS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9P'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
]);

const SYNCED =
  /(?:^|[\\/])(Dropbox|OneDrive|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents|CloudStorage|Nextcloud|ownCloud|pCloud|Box Sync|Box|Syncthing|Sync|MEGA)(?=[\\/\s(-]|$)/i;

/**
 * Why a warehouse in this folder is at risk; null when nothing is known against it. A warning, not a refusal: the same
 * kinds of folder also hold warehouses for years without harm, and refusing would lock a person out of their data.
 */
export async function folderRisk(folder: string): Promise<string | null> {
  const synced = SYNCED.exec(folder)?.[1];
  if (synced !== undefined)
    return `The workspace lies in a folder that ${synced} copies elsewhere. A copy taken while Leadline writes can be damaged, and one brought back can undo what was written: move the workspace out of it.`;
  if (/^[\\/]{2}[^\\/?.]/.test(folder)) return network('a shared folder');
  const disk = await statfs(folder).catch(() => null);
  const kind = process.platform === 'linux' && disk ? NETWORK_DISKS.get(disk.type >>> 0) : undefined;
  return kind === undefined ? null : network(`a network disk (${kind})`);
}

function network(what: string): string {
  return `The workspace lies on ${what}. Locks don’t hold there reliably, so that the warehouse can be damaged: move the workspace to a disk of this computer.`;
}
