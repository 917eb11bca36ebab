/** An SVG that says what it shows: ECharts writes none of it, and a picture travels without its page. */
export function describedSvg(svg: string, title: string, description: string): string {
  const words = `<title>${escaped(title)}</title><desc>${escaped(description)}</desc>`;
  return svg.replace(/<svg\b([^>]*)>/, (_, attributes: string) => `<svg role="img"${attributes}>${words}`);
}

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r -\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
