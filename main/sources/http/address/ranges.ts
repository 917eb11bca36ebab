import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** What an address is when it isn't one of the public internet. From the registries of special-purpose addresses, RFC 6890. */
const SPECIAL: readonly (readonly [name: string, blocks: readonly string[]])[] = [
  ['unspecified', ['0.0.0.0/8', '::/128']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['shared by a carrier', ['100.64.0.0/10']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'reserved',
    ['192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '240.0.0.0/4'],
  ],
  ['a relay to elsewhere', ['192.88.99.0/24', '2002::/16', '2001::/32']],
  ['reserved', ['2001:db8::/32', '2001:10::/28', '2001:20::/28', '3fff::/20']],
];

const LISTS = SPECIAL.map(([name, blocks]) => [name, listOf(blocks)] as const);
const GLOBAL_UNICAST = listOf(['2000::/3']);
const TRANSLATED = listOf(['64:ff9b::/96']);

/**
 * Why an address may not be asked undeclared, null if it may. An address that only wraps an IPv4 one is refused as such: nobody
 * writes one by hand but to get around a list like this.
 */
export function specialRange(address: string): string | null {
  if (isIPv4(address)) return listed(address, 'ipv4');
  if (!isIPv6(address)) return 'not an address';
  const wraps = groupsOf(address).slice(0, 6);
  if (wraps.slice(0, 5).every((group) => group === 0) && (wraps[5] === 0xffff || wraps[5] === 0))
    return address === '::1' ? 'loopback' : address === '::' ? 'unspecified' : 'an IPv4 address in disguise';
  if (TRANSLATED.check(address, 'ipv6')) return 'an IPv4 address in disguise';
  return listed(address, 'ipv6') ?? (GLOBAL_UNICAST.check(address, 'ipv6') ? null : 'reserved');
}

/**
 * As `specialRange`, for what a name resolved to. Networks without IPv4 answer every name of it with a translated address (NAT64);
 * there what it stands for decides.
 */
export function specialRangeOfResolved(address: string): string | null {
  if (!isIPv6(address) || !TRANSLATED.check(address, 'ipv6')) return specialRange(address);
  const [high = 0, low = 0] = groupsOf(address).slice(6);
  return specialRange([high >> 8, high & 255, low >> 8, low & 255].join('.'));
}

function listed(address: string, family: 'ipv4' | 'ipv6'): string | null {
  return LISTS.find(([, list]) => list.check(address, family))?.[0] ?? null;
}

function listOf(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [net = '', prefix = ''] = block.split('/');
    list.addSubnet(net, Number(prefix), isIPv4(net) ? 'ipv4' : 'ipv6');
  }
  return list;
}

function groupsOf(address: string): number[] {
  const [bare = ''] = address.split('%');
  // URL writes every spelling of an address in one way, an IPv4 tail included.
  const canonical = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill('0'), ...after].map((group) =>
    Number.parseInt(group, 16),
  );
}
