/** Which tests come along with what they test. */
export type IndirectSelection = 'eager' | 'cautious' | 'buildable' | 'empty';

export interface Criterion {
  readonly kind: 'criterion';
  readonly method: string;
  /** What follows the method's name behind dots: `materialized` of `config.materialized:table`. */
  readonly methodPath: readonly string[];
  readonly value: string;
  /** Steps up and down the graph; absent: none. */
  readonly parents?: number;
  readonly children?: number;
  /** `@`: what is downstream, and everything that needs. */
  readonly childrensParents: boolean;
  readonly indirect?: IndirectSelection;
}

export type Spec =
  | Criterion
  | { readonly kind: 'union'; readonly parts: readonly Spec[] }
  | { readonly kind: 'intersection'; readonly parts: readonly Spec[] }
  | { readonly kind: 'difference'; readonly from: Spec; readonly without: Spec };

export const EVERYTHING: Spec = {
  kind: 'union',
  parts: ['fqn', 'source', 'exposure', 'unit_test'].map((method) => criterion(method, '*')),
};

export function criterion(method: string, value: string, more: Partial<Criterion> = {}): Criterion {
  const [name = '', ...methodPath] = method.split('.');
  return { kind: 'criterion', method: name, methodPath, value, childrensParents: false, ...more };
}

/** The words of `--select` or `--exclude`: a space or another word adds, a comma narrows. */
export function parseWords(words: readonly string[], indirect?: IndirectSelection): Spec {
  const parts = words
    .flatMap((word) => word.split(/\s+/))
    .filter((word) => word !== '')
    .map((word): Spec => {
      const narrowed = word.split(',').map((one) => parseCriterion(one, indirect));
      const [only] = narrowed;
      return narrowed.length === 1 && only !== undefined ? only : { kind: 'intersection', parts: narrowed };
    });
  return { kind: 'union', parts };
}

export function parseCriterion(word: string, indirect?: IndirectSelection): Criterion {
  const found = /^(@)?(?:(\d*)(\+))?(?:([\w.]+):)?(.*?)(?:(\+)(\d*))?$/.exec(word);
  const [, at, parentDepth, parents, method, value = '', children, childDepth] = found ?? [];
  return criterion(method ?? impliedMethod(value), value, {
    childrensParents: at !== undefined,
    ...(parents === undefined ? {} : { parents: depthOf(parentDepth) }),
    ...(children === undefined ? {} : { children: depthOf(childDepth) }),
    ...(indirect === undefined ? {} : { indirect }),
  });
}

function depthOf(digits: string | undefined): number {
  return digits === undefined || digits === '' ? Number.POSITIVE_INFINITY : Number(digits);
}

export function impliedMethod(value: string): string {
  if (/[/\\]/.test(value)) return 'path';
  return /\.(sql|py|csv)$/.test(value) ? 'file' : 'fqn';
}
