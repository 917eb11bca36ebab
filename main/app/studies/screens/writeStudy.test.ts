import { expect, it } from 'vitest';
import { StudyFile } from '../../../../shared/domain/study.ts';
import { writtenStudy } from '../studyFiles.ts';
import { writeStudy } from './writeStudy.ts';

const TEXT = `# Which signals are compared.
title: Frogs   # and only these
signals:
  relation: core.signals
  name: signal
  day: day
  value: value
  # Told beside each finding.
  about: [platform]
outcomes: { relation: core.outcomes, name: outcome, day: day, value: value }
# In both directions.
leads: 30
into: analytics.finding
`;

function studyIn(text: string): StudyFile {
  const { study, problems } = writtenStudy('frogs', text);
  if (study === null) throw new Error(JSON.stringify(problems));
  return study;
}

it('changes only the lines of what changed, and leaves a text that says it already', () => {
  const value = studyIn(TEXT);
  expect(writeStudy(TEXT, value)).toBe(TEXT);
  expect(writeStudy(TEXT, { ...value, leads: 14 })).toBe(TEXT.replace('leads: 30', 'leads: 14'));
  const signals = { ...value.signals, value: 'views' };
  expect(writeStudy(TEXT, { ...value, signals })).toBe(TEXT.replace('value: value\n', 'value: views\n'));
});

it('adds and takes away, in a file of another program’s line ends too', () => {
  const { leads: _, ...value } = studyIn(TEXT);
  const written = writeStudy(TEXT.replaceAll('\n', '\r\n'), { ...value, family: 'ponds' });
  expect(studyIn(written)).toEqual({ ...value, family: 'ponds' });
  expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(written).toContain('# Told beside each finding.');
});

it('writes anew what can’t be read', () => {
  const value = studyIn(TEXT);
  for (const text of [null, '', 'signals: [', '- a list'])
    expect(studyIn(writeStudy(text, value))).toEqual(StudyFile.parse(value));
});
