import type { JsonObject } from '../../../json.ts';

/** A Link header (`<https://…>; rel="next", …`) by what each link is to the page, or by its address where it doesn't say. */
export function readLinks(header: string): JsonObject {
  const links: Record<string, JsonObject> = {};
  for (const [, url = '', rest = ''] of header.matchAll(/<\s*([^>]*?)\s*>([^<]*)/g)) {
    const about: Record<string, string> = { url };
    for (const [, name = '', quoted, bare] of rest.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^;,\s]*))/g))
      if (name !== '__proto__') about[name.toLowerCase()] = quoted ?? bare ?? '';
    const key = about['rel'] ?? url;
    if (key !== '__proto__') links[key] = about;
  }
  return links;
}
