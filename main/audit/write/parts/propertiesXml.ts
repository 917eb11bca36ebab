import { PACKAGE_PROPERTY } from '../../workbook/packageProperty.ts';
import { serialOfInstant } from '../../workbook/serial.ts';
import type { Properties } from '../../workbook/workbook.ts';
import { cellText, cutText, xmlEscaped } from '../text/xmlText.ts';
import { PACKAGE, PROPERTIES, XML } from './namespaces.ts';

const LONGEST = 255;

export function coreXml({ title, subject, creator, description, created }: Properties): string {
  if (serialOfInstant(created) === null)
    throw new Error(`A workbook can't have been created at “${created}”.`);
  // Seconds are what programs read there.
  const at = new Date(created).toISOString().replace(/\.\d+Z$/, 'Z');
  const when = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${plain(title)}</dc:title><dc:subject>${plain(subject)}</dc:subject><dc:creator>${plain(creator)}</dc:creator><dc:description>${plain(description)}</dc:description><cp:lastModifiedBy>${plain(creator)}</cp:lastModifiedBy>${when('created')}${when('modified')}</cp:coreProperties>`;
}

export function appXml(creator: string): string {
  return `${XML}<Properties xmlns="${PROPERTIES}/extended-properties"><Application>${plain(creator)}</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop></Properties>`;
}

export function customXml(packageId: string): string {
  return `${XML}<Properties xmlns="${PROPERTIES}/custom-properties" xmlns:vt="${PROPERTIES}/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="${PACKAGE_PROPERTY}"><vt:lpwstr>${plain(packageId)}</vt:lpwstr></property></Properties>`;
}

function plain(text: string): string {
  return xmlEscaped(cutText(cellText(text), LONGEST));
}
