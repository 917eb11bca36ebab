/** Runs of letters of a word whose ends are marked, so that spellings and endings are alike in part. */
export function letterGrams(word: string, shortest: number, longest: number): string[] {
  const letters = ['^', ...word, '$'];
  const grams: string[] = [];
  for (let size = shortest; size <= longest; size++)
    for (let at = 0; at + size <= letters.length; at++) grams.push(letters.slice(at, at + size).join(''));
  return grams;
}
