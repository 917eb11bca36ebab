import type { Builders } from '../parts.ts';
import { createAnswerMemory } from './answerMemory.ts';
import { HttpRequester } from './requester.ts';

/** Called once for each opened source: its streams share the answers that `use_cache` keeps. */
export function createRequesters(): Builders<'requester'> {
  const memory = createAnswerMemory();
  return {
    HttpRequester: (component, making, more) => new HttpRequester(component, making, more, memory),
  };
}
