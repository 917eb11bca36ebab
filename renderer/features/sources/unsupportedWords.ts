import type { StreamCard } from '../../../shared/contract/sources.ts';

/** Why a stream can't run here, said below its own name: neither the name nor the component twice. */
export function unsupportedWords(unsupported: StreamCard['unsupported']): string {
  return unsupported
    .map(({ component, reason }) => {
      const why = reason.replace(/^Stream \S+ can['’]t run here: /, '');
      return why.includes(component) ? why : `${component}: ${why}`;
    })
    .join(' ');
}
