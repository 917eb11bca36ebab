/** Intl can't list what it knows; these cover the number and date styles in wide use. */
const COMMON = [
  'ar-EG cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es-AR es-ES es-MX',
  'fi-FI fr-CA fr-CH fr-FR he-IL hi-IN hu-HU id-ID it-IT ja-JP ko-KR nb-NO nl-BE nl-NL pl-PL pt-BR pt-PT ro-RO',
  'sv-SE th-TH tr-TR uk-UA vi-VN zh-CN zh-TW',
].flatMap((line) => line.split(' '));

export interface LocaleOption {
  readonly value: string;
  readonly label: string;
}

/** What to offer, by name; a tag chosen elsewhere stays in the list. */
export function localeOptions(shownIn: string, chosen: string | null): LocaleOption[] {
  const names = new Intl.DisplayNames(shownIn, { type: 'language' });
  return [...new Set([...COMMON, ...(chosen === null ? [] : [chosen])])]
    .map((tag) => ({ value: tag, label: `${nameOf(names, tag)} – ${tag}` }))
    .sort((a, b) => a.label.localeCompare(b.label, shownIn));
}

function nameOf(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
