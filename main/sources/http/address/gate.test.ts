import { describe, expect, test } from 'vitest';
import { Trouble } from '../../trouble.ts';
import { createGate } from './gate.ts';
import { specialRange, specialRangeOfResolved } from './ranges.ts';

describe('addresses', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['100.64.0.1', 'shared by a carrier'],
    ['224.0.0.251', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['198.19.0.1', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:8.8.8.8', 'an IPv4 address in disguise'],
    ['::ffff:7f00:1', 'an IPv4 address in disguise'],
    ['::127.0.0.1', 'an IPv4 address in disguise'],
    ['64:ff9b::7f00:1', 'an IPv4 address in disguise'],
    ['64:ff9b:1::1', 'reserved'],
    ['2002:7f00:1::', 'a relay to elsewhere'],
    ['2001:0:4136::1', 'a relay to elsewhere'],
    ['fd12::1', 'private'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'reserved'],
    ['100::1', 'reserved'],
    ['not an address', 'not an address'],
    ['8.8.8.8', null],
    ['172.32.0.1', null],
    ['100.128.0.1', null],
    ['2606:4700::1111', null],
  ])('%s is %s', (address, range) => {
    expect(specialRange(address)).toBe(range);
  });

  test('a translated address that a name resolved to is what it stands for', () => {
    expect(specialRangeOfResolved('64:ff9b::808:808')).toBeNull();
    expect(specialRangeOfResolved('64:ff9b::a00:1')).toBe('private');
    expect(specialRangeOfResolved('::ffff:8.8.8.8')).toBe('an IPv4 address in disguise');
  });
});

describe('the gate', () => {
  const nobody = () => Promise.resolve([]);

  function verdict(spelled: string, policy: { plainHttp?: boolean; privateHosts?: string[] } = {}): string {
    const gate = createGate({ plainHttp: false, privateHosts: [], ...policy }, nobody);
    try {
      gate.check(new URL(spelled), spelled);
      return 'asked';
    } catch (error) {
      return error instanceof Trouble ? `${error.failure.code}: ${error.failure.message}` : String(error);
    }
  }

  test.each([
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://134744072/?8.8.8.8',
    'https://8.8.8.8@134744072/',
    'https://0010.8.8.8/',
    'https://①.1.1.1/',
    'https:\\\\134744072/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::1]/',
    'https://10.0.0.1./',
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://example.com/',
    'http://127.0.0.1/',
  ])('%s is refused', (spelled) => {
    expect(verdict(spelled)).toMatch(/^HTTP_REFUSED: /);
  });

  test('what is public and https is asked', () => {
    expect(verdict('https://example.com/')).toBe('asked');
    expect(verdict('https://8.8.8.8:8443/')).toBe('asked');
    expect(verdict('https://[2606:4700::1111]/')).toBe('asked');
  });

  test('a declared loopback may be plain, by host or by origin; a declared private host may not', () => {
    expect(verdict('http://127.0.0.1:81/', { privateHosts: ['127.0.0.1'] })).toBe('asked');
    expect(verdict('http://127.0.0.1:81/', { privateHosts: ['http://127.0.0.1:81/'] })).toBe('asked');
    expect(verdict('http://127.0.0.1:82/', { privateHosts: ['http://127.0.0.1:81'] })).toMatch(
      /HTTP_REFUSED/,
    );
    expect(verdict('http://[::1]:82/', { privateHosts: ['::1'] })).toBe('asked');
    expect(verdict('http://LOCALHOST/', { privateHosts: ['localhost'] })).toBe('asked');
    expect(verdict('http://10.0.0.1/', { privateHosts: ['10.0.0.1'] })).toMatch(/HTTP_REFUSED/);
    expect(verdict('https://10.0.0.1/', { privateHosts: ['10.0.0.1'] })).toBe('asked');
    expect(verdict('http://example.com/', { plainHttp: true })).toBe('asked');
    expect(verdict('http://10.0.0.1/', { plainHttp: true })).toMatch(/HTTP_REFUSED/);
  });

  function resolved(url: string, addresses: string[], privateHosts: string[] = [], all = true) {
    const gate = createGate({ plainHttp: false, privateHosts }, () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
    );
    return new Promise((done) => {
      gate.lookup(new URL(url))('', { all }, (error, found) => {
        done(error === null ? found : error.message);
      });
    });
  }

  test('one bad address of several is enough', async () => {
    expect(await resolved('https://a.example/', ['8.8.8.8', '10.0.0.1'])).toMatch(/leads to 10.0.0.1/);
    expect(await resolved('https://a.example/', ['8.8.8.8'])).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await resolved('https://a.example/', ['8.8.8.8'], [], false)).toBe('8.8.8.8');
    expect(await resolved('https://a.example/', ['10.0.0.1'], ['a.example'])).toHaveLength(1);
    expect(await resolved('https://a.example/', [])).toBe('no address');
  });

  test('a declared name that stands for more than this machine is not asked in plain', async () => {
    expect(await resolved('http://localhost/', ['127.0.0.1'], ['localhost'])).toHaveLength(1);
    expect(await resolved('http://localhost/', ['10.0.0.1'], ['localhost'])).toMatch(/not of this machine/);
  });
});
