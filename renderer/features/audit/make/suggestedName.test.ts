import { expect, it } from 'vitest';
import { AuditSubject } from '../../../../shared/domain/audit.ts';
import { suggestedName } from './suggestedName.ts';

const finding = AuditSubject.parse({
  ...{ kind: 'finding', study: 'social', signal: '../CON: café "A"/views', outcome: 'mug|units' },
});

it('names files so that any system takes them', () => {
  expect(suggestedName(finding, 'full')).toBe('audit-finding-CON-cafe-A-views-mug-units.xlsx');
  expect(suggestedName(finding, 'summary')).toBe('audit-finding-CON-cafe-A-views-mug-units-summary.xlsx');
});

it('tells nothing in the name of what names nobody', () => {
  expect(suggestedName(finding, 'anonymised')).toBe('audit-finding-anonymised.xlsx');
});
