import { expect, it } from 'vitest';
import type { PipelineDetail } from '../../../../shared/contract/pipelines.ts';
import { Pipeline, PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { askedOf, draftOfFile, draftOfNew, entered, isChanged, overFile, turned, typed } from './draft.ts';

const name = PipelineName.parse('daily');
const value = Pipeline.parse({ steps: [{ name: 'build', build: 'all' }] });
const text = '# mine\nsteps:\n  - { name: build, build: all }\n';
const detail = { card: { name }, text, value, steps: [] } as unknown as PipelineDetail;

it('begins as the file is, as text where it has errors', () => {
  const draft = draftOfFile(detail);
  expect(draft.side).toBe('form');
  expect(isChanged(draft)).toBe(false);
  expect(askedOf(draft)).toEqual({ text });
  expect(draftOfFile({ ...detail, value: null }).side).toBe('text');
});

it('asks for the form’s value over the text whose comments stay, and for nothing while it is unfinished', () => {
  const draft = entered(draftOfFile(detail), { ...value, title: 'Daily' });
  expect(isChanged(draft)).toBe(true);
  expect(askedOf(draft)).toEqual({ value: { ...value, title: 'Daily' }, over: text });
  expect(askedOf(entered(draft, { steps: [{ name: 'x', extract: '' }] }))).toBeNull();
  expect(askedOf(draftOfNew(name, value))).toEqual({ value });
});

it('has no value for the form while the text has errors, and takes it when it has none', () => {
  const draft = typed({ ...draftOfFile(detail), side: 'text' }, 'steps: [');
  const wrong = turned(draft, 'form', { text: 'steps: [', value: null, problems: [] });
  expect(wrong).toMatchObject({ side: 'form', value: null, text: 'steps: [' });
  const back = turned(typed(draft, text), 'form', { text, value, problems: [] });
  expect(back).toMatchObject({ side: 'form', value, ahead: false });
  expect(isChanged(back)).toBe(false);
});

it('shows again what the form wrote, though it has errors', () => {
  const unknown = { steps: [{ name: 'x', extract: 'lost' }] };
  const told = { text: 'steps: …', value: null, problems: [] };
  const there = turned(entered(draftOfFile(detail), unknown), 'text', told);
  expect(turned(there, 'form', told).value).toEqual(unknown);
  expect(turned(typed(there, 'steps: [x]'), 'form', told).value).toBeNull();
});

it('takes the text the form was written as', () => {
  const draft = turned(entered(draftOfFile(detail), value), 'text', {
    text: 'title: T\n',
    value,
    problems: [],
  });
  expect(draft).toMatchObject({ side: 'text', text: 'title: T\n', ahead: false });
  expect(isChanged(draft)).toBe(true);
});

it('answers what another hand wrote', () => {
  expect(overFile(typed(draftOfFile(detail), 'a'), 'b')).toMatchObject({ base: 'b', text: 'a' });
});
