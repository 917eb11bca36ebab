/** A selection as dbt takes it: words apart, whether they were written as a list or on a line. */
export function wordsOf(written: string | readonly string[] | undefined): string[] {
  const texts = written === undefined ? [] : typeof written === 'string' ? [written] : written;
  return texts.flatMap((text) => text.split(/\s+/)).filter((word) => word !== '');
}

export function listOf(written: string | readonly string[]): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}
