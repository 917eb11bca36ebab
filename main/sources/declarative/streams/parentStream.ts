import type { Component } from '../component.ts';
import type { ParentStream } from '../parts.ts';
import { type BuiltStream, slicesOf } from './builtStream.ts';

/** A stream as its children read it: a record at a time, nothing kept. */
export function parentStream(component: Component, choose: (hasState: boolean) => BuiltStream): ParentStream {
  // What can't be built is said when the child is opened, not when it is read.
  let built = choose(false);
  return {
    name: built.name,
    component,
    async *read(signal, state) {
      built = choose(state?.stream !== null && state?.stream !== undefined);
      const { cursor, retriever } = built;
      await cursor?.begin(state?.stream ?? null);
      for await (const slice of slicesOf(built, signal)) {
        for await (const { records } of retriever.pages(slice, { signal, resume: undefined, cursor }))
          for (const record of records) yield { record, slice };
        cursor?.sliceEnded(slice);
      }
    },
    state: () => built.cursor?.state() ?? null,
  };
}
