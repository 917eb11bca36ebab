/** A pair of a study, as another screen links to it: `/explorer#study=…&signal=…&outcome=…`. */
export interface Place {
  readonly study?: string;
  readonly signal?: string;
  readonly outcome?: string;
}

export function placeAt(hash: string): Place {
  const told = new URLSearchParams(hash.replace(/^#/, ''));
  const of = (key: keyof Place) => {
    const value = told.get(key);
    return value === null || value === '' ? {} : { [key]: value };
  };
  return { ...of('study'), ...of('signal'), ...of('outcome') };
}
