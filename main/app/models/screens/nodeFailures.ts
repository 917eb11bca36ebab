import { fail } from '../../../../shared/errors/failure.ts';

export function gone(id: string) {
  return fail('BAD_INPUT', {
    message: `The project has no node ${id}.`,
    next: 'It may have been renamed or removed: choose another from the list.',
    subject: id,
  });
}

export function unpublished(id: string) {
  return fail('MODEL_FAILED', {
    message: 'Readers see nothing of this node yet.',
    next: 'Build it first.',
    subject: id,
  });
}

export function incomparable(id: string) {
  return fail('BAD_INPUT', {
    message: 'Only models can be compared with what they would give now.',
    next: 'Of a seed or a snapshot, look at its builds.',
    subject: id,
  });
}
