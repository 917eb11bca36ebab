import { expect, it } from 'vitest';
import { read, refusal } from './testing.ts';
import { xmlDecoder } from './xml.ts';

it('reads XML by names, attributes and text', async () => {
  const text = `<?xml version="1.0"?><!-- note --><root>
    <location id="123">\n San Francisco </location>
    <item id='1' category="a &amp; b"><name>One &#8364; &lt;x&gt;</name><empty/></item>
    <item id="2"><name><![CDATA[<raw>&amp;]]></name></item>
  </root>`;
  expect(await read(xmlDecoder, text)).toEqual([
    {
      root: {
        location: { '@id': '123', '#text': 'San Francisco' },
        item: [
          { '@id': '1', '@category': 'a & b', name: 'One € <x>', empty: null },
          { '@id': '2', name: '<raw>&amp;' },
        ],
      },
    },
  ]);
  const entities = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>';
  expect((await refusal(xmlDecoder, entities)).message).toContain('declarations of its own');
  expect((await refusal(xmlDecoder, '<!DOCTYPE r SYSTEM "file:///etc/passwd" [ ]><r/>')).message).toContain(
    'declarations',
  );
  expect(await refusal(xmlDecoder, '<a><b>1</b>')).toMatchObject({ cutOff: true });
  expect((await refusal(xmlDecoder, '<a></b>')).message).toContain('closes what was never opened');
  expect((await refusal(xmlDecoder, '<a>'.repeat(300))).message).toContain('deeper than 200');
  expect((await refusal(xmlDecoder, 'just text')).message).toContain('is no XML');
});

it('takes hostile XML in time that grows with its size', async () => {
  const hostile = [
    `<a ${'x="'.repeat(50_000)}`,
    `<${'a'.repeat(200_000)}`,
    `<!--${'-'.repeat(200_000)}`,
    '<![CDATA['.repeat(20_000),
  ];
  for (const text of hostile) await refusal(xmlDecoder, Buffer.from(text));
});
