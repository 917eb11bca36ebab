import { expect, it } from 'vitest';
import { describedSvg } from './svgText.ts';

it('says in the picture what it shows, whatever the name of a trend holds', () => {
  const svg = describedSvg('<svg width="1" xmlns="x"><g/></svg>', 'r & lead', '<script>$&</script>\u0000');
  expect(svg).toBe(
    '<svg role="img" width="1" xmlns="x"><title>r &amp; lead</title><desc>&lt;script&gt;$&amp;&lt;/script&gt;</desc><g/></svg>',
  );
});
