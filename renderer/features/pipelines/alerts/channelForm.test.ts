import { expect, it } from 'vitest';
import { channelOf, enteredOf, faultsOf, withChannel, withTls } from './channelForm.ts';

const email = {
  ...enteredOf(null, 'email'),
  name: 'mail',
  server: 'smtp.example.com',
  from: 'alerts@example.com',
  to: ['owner@example.com'],
};

it('gives a channel back as it was entered', () => {
  const channel = channelOf({ ...email, user: 'shop', secret: 'x' });
  expect(channel).toEqual({
    kind: 'email',
    name: 'mail',
    server: 'smtp.example.com',
    port: 465,
    tls: 'implicit',
    user: 'shop',
    from: 'alerts@example.com',
    to: ['owner@example.com'],
  });
  expect(channelOf(enteredOf(channel, 'email'))).toEqual(channel);
});

it('finds what is missing, and asks for no secret that is kept', () => {
  expect(faultsOf(email, [], false)).toEqual({});
  expect(Object.keys(faultsOf({ ...email, user: 'shop' }, [], false))).toEqual(['secret']);
  expect(faultsOf({ ...email, user: 'shop' }, [], true)).toEqual({});
  expect(Object.keys(faultsOf(enteredOf(null, 'email'), [], false))).toEqual(['server', 'from', 'to']);
  expect(faultsOf({ ...email, to: ['a@b', 'Owner <a@b>'] }, [], false).to).toContain('Owner');
  expect(faultsOf(email, ['mail'], false).name).toContain('already');
});

it('takes a webhook only over https', () => {
  const hook = enteredOf(null, 'webhook');
  expect(faultsOf({ ...hook, secret: 'http://example.com/x' }, [], false).secret).toContain('https');
  expect(faultsOf({ ...hook, secret: 'https://example.com/x' }, [], false)).toEqual({});
  expect(faultsOf(hook, [], true)).toEqual({});
});

it('lets the port follow the encryption unless it was chosen', () => {
  expect(withTls(email, 'starttls').port).toBe('587');
  expect(withTls({ ...email, port: '2525' }, 'starttls').port).toBe('2525');
});

it('replaces a channel where it stands', () => {
  const form = {
    channels: [
      { kind: 'desktop' as const, name: 'here' },
      { kind: 'webhook' as const, name: 'chat' },
    ],
    quiet: null,
    digest: '5 minutes',
    includeDetails: false,
    heartbeat: null,
  };
  expect(
    withChannel(form, { kind: 'desktop', name: 'desk' }, 'here').channels.map(({ name }) => name),
  ).toEqual(['desk', 'chat']);
});
