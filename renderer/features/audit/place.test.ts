import { expect, it } from 'vitest';
import { AuditSubject } from '../../../shared/domain/audit.ts';
import { auditAddress } from '../../ui/auditAddress.ts';
import { addressOf, type Place, placeAt } from './place.ts';

const hashOf = (address: string) => address.replace(/^\/audit/, '');

const SUBJECTS = [
  { kind: 'finding', study: 'social', signal: 'you&tube/a=b#c/views', outcome: 'mug ☕ +1 %/units' },
  { kind: 'dashboard', name: 'brief' },
  { kind: 'relation', relation: 'core.dim_product' },
  { kind: 'run', run: '01J8ZK' },
  { kind: 'period', from: '2026-01-01', to: '2026-01-31' },
].map((subject) => AuditSubject.parse(subject));

it.each(SUBJECTS)('a button of a $kind leads to the screen with it chosen', (subject) => {
  expect(placeAt(hashOf(auditAddress(subject)))).toEqual({
    ...{ at: 'make', kind: subject.kind, subject, variant: 'full' },
  });
  const place: Place = { at: 'make', kind: subject.kind, subject, variant: 'anonymised' };
  expect(placeAt(hashOf(addressOf(place)))).toEqual(place);
});

it('keeps where a person is in the address', () => {
  const places: Place[] = [
    { at: 'packages', id: null },
    { at: 'packages', id: 'a1b2' },
    { at: 'packages', id: 'a1b2', written: '/elsewhere/a & b.xlsx' },
    { at: 'file', path: null },
    { at: 'file', path: 'C:\\audits\\Q1 & Q2 #3.xlsx' },
    { at: 'make', kind: 'period', subject: null, variant: 'summary' },
  ];
  for (const place of places) expect(placeAt(hashOf(addressOf(place)))).toEqual(place);
});

it.each([
  '#subject=relation&relation=drop table',
  '#subject=period&from=then&to=now',
  '#subject=finding&study=x',
])('asks for the choice where %s names none', (hash) => {
  expect(placeAt(hash)).toMatchObject({ at: 'make', subject: null, variant: 'full' });
});
