import { describe, expect, it } from 'vitest';
import { createProjectEnvironment } from '../../project/render/environment.ts';
import { pythonModules } from './modules.ts';

/** Each with what Python 3 printed for it. */
const CASES: readonly (readonly [expression: string, printed: string])[] = [
  ['modules.datetime.datetime(2024,2,29,13,5,9,120).isoformat()', '2024-02-29T13:05:09.000120'],
  ['modules.datetime.datetime(2024,2,29,13,5,9)', '2024-02-29 13:05:09'],
  [
    "modules.datetime.datetime(2024,2,29).strftime('%Y%m%d %H:%M:%S.%f %j %a %A %b %B %p %I %y %U %W %V %G %u %w %')",
    '20240229 00:00:00.000000 060 Thu Thursday Feb February AM 12 24 08 09 09 2024 4 4 %',
  ],
  ["modules.datetime.datetime(2021,1,3).strftime('%U %W %V %G %u %w')", '01 00 53 2020 7 0'],
  [
    "modules.datetime.datetime(2023,1,1).strftime('%U %W %V %G %c')",
    '01 00 52 2022 Sun Jan  1 00:00:00 2023',
  ],
  ["modules.datetime.datetime(2024,2,29,13,5).strftime('%-d/%-m %-I')", '29/2 1'],
  [
    "modules.datetime.datetime.strptime('2024-02-29 01:02:03.5 PM','%Y-%m-%d %I:%M:%S.%f %p')",
    '2024-02-29 13:02:03.500000',
  ],
  ["modules.datetime.datetime.strptime('29 Feb 24','%d %b %y').date()", '2024-02-29'],
  ["modules.datetime.datetime.strptime('2024-060','%Y-%j').date()", '2024-02-29'],
  [
    "modules.datetime.datetime.strptime('2024-02-29T10:00:00+05:30','%Y-%m-%dT%H:%M:%S%z').isoformat()",
    '2024-02-29T10:00:00+05:30',
  ],
  ["modules.datetime.datetime.fromisoformat('2024-02-29T10:00:00').weekday()", '3'],
  ['modules.datetime.date(2024,2,29) + modules.datetime.timedelta(days=366)', '2025-03-01'],
  ['modules.datetime.date(2024,3,1) - modules.datetime.date(2024,2,1)', '29 days, 0:00:00'],
  ['(modules.datetime.date(2024,3,1) - modules.datetime.date(2024,2,1)).days', '29'],
  [
    'modules.datetime.datetime(2024,3,1,5) - modules.datetime.datetime(2024,3,2,6,0,0,1)',
    '-2 days, 22:59:59.999999',
  ],
  [
    '(modules.datetime.datetime(2024,3,1,5) - modules.datetime.datetime(2024,3,2,6,0,0,1)).total_seconds()',
    '-90000.000001',
  ],
  ['modules.datetime.timedelta(days=-1, hours=5)', '-1 day, 5:00:00'],
  ['modules.datetime.timedelta(hours=50) / 2', '1 day, 1:00:00'],
  ['modules.datetime.timedelta(hours=50) // modules.datetime.timedelta(hours=3)', '16'],
  ['modules.datetime.timedelta(minutes=90) * 3', '4:30:00'],
  ['modules.datetime.timedelta(weeks=1, seconds=1.5)', '7 days, 0:00:01.500000'],
  ['modules.datetime.timedelta(seconds=3) > modules.datetime.timedelta(seconds=2)', 'True'],
  ['modules.datetime.datetime(2024,2,29) < modules.datetime.datetime(2024,2,29,0,0,1)', 'True'],
  ['modules.datetime.date(2024,12,30).isocalendar()[1]', '1'],
  ['modules.datetime.date(2024,2,29).replace(day=1)', '2024-02-01'],
  ['modules.datetime.datetime(2024,2,29,10).replace(hour=0, microsecond=5)', '2024-02-29 00:00:00.000005'],
  ['modules.datetime.datetime(2024,2,29,10,0,0,0,modules.pytz.utc).isoformat()', '2024-02-29T10:00:00+00:00'],
  ['modules.datetime.datetime(2024,2,29).timestamp()', '1709164800.0'],
  ['modules.datetime.datetime.utcfromtimestamp(1709210096).isoformat()', '2024-02-29T12:34:56'],
  [
    'modules.datetime.datetime.combine(modules.datetime.date(2024,2,29), modules.datetime.time(3,4))',
    '2024-02-29 03:04:00',
  ],
  ['modules.datetime.date(2024,2,29).toordinal()', '738945'],
  ['modules.datetime.datetime(2024,2,29,23,59).time()', '23:59:00'],
  ['modules.datetime.datetime(9999,12,31).date() - modules.datetime.timedelta(days=1)', '9999-12-30'],
  ['[modules.datetime.date(2024,1,2)]', '[datetime.date(2024, 1, 2)]'],
  ["modules.re.match('a(b+)', 'abbc').group(1)", 'bb'],
  ["modules.re.match('b', 'abc')", 'None'],
  ["modules.re.search('(?P<y>[0-9]{4})-(?P<m>..)', 'on 2024-02-29').groupdict()", "{'y': '2024', 'm': '02'}"],
  ["modules.re.search('b+', 'abbb').span()", '(1, 4)'],
  ["modules.re.sub('[^a-z0-9]+', '_', 'a b--c!')", 'a_b_c_'],
  ["modules.re.sub('(\\\\w+) (\\\\w+)', '\\\\2 \\\\1', 'hello world')", 'world hello'],
  ["modules.re.sub('(?P<a>x)', '[\\\\g<a>]', 'xyx', 1)", '[x]yx'],
  ["modules.re.findall('[0-9]+', 'a1b22c333')", "['1', '22', '333']"],
  ["modules.re.findall('(a)(b)?', 'abaa')", "[('a', 'b'), ('a', ''), ('a', '')]"],
  ["modules.re.split('[,;]\\\\s*', 'a, b;c')", "['a', 'b', 'c']"],
  ["modules.re.split('(,)', 'a,b')", "['a', ',', 'b']"],
  ["modules.re.compile('^x', modules.re.MULTILINE).findall('x\\nx')", "['x', 'x']"],
  ["modules.re.search('A.B', 'a\\nb', modules.re.I + modules.re.S).group()", 'a\nb'],
  ["modules.re.match('(?i)(?s)a.b', 'A\\nB').group(0)", 'A\nB'],
  ["modules.re.fullmatch('[a-c]+', 'abcd')", 'None'],
  ["modules.re.match('[\\\\w-]+', 'größe-1 x').group()", 'größe-1'],
  ["modules.re.match('a{,2}b{c}', 'aab{c}').group()", 'aab{c}'],
  ["modules.re.search('end$', 'the end\\n').start()", '4'],
  ["modules.re.search('[]x]+', 'a]x').group()", ']x'],
  ["modules.re.escape('a.b*c')", 'a\\.b\\*c'],
  ["modules.itertools.chain([1,2],'ab') | list", "[1, 2, 'a', 'b']"],
  ['modules.itertools.chain.from_iterable([[1],[2,3]]) | list', '[1, 2, 3]'],
  ["modules.itertools.product('ab',[1,2]) | list", "[('a', 1), ('a', 2), ('b', 1), ('b', 2)]"],
  ['modules.itertools.product([0,1], repeat=2) | list', '[(0, 0), (0, 1), (1, 0), (1, 1)]'],
  ['modules.itertools.combinations([1,2,3],2) | list', '[(1, 2), (1, 3), (2, 3)]'],
  ['modules.itertools.permutations([1,2,3],2) | list', '[(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]'],
  ["modules.itertools.combinations_with_replacement('ab',2) | list", "[('a', 'a'), ('a', 'b'), ('b', 'b')]"],
  ['modules.itertools.zip_longest([1,2],[3], fillvalue=0) | list', '[(1, 3), (2, 0)]'],
  ['modules.itertools.accumulate([1,2,3]) | list', '[1, 3, 6]'],
  ['modules.itertools.islice([1,2,3,4,5],1,4,2) | list', '[2, 4]'],
  ["modules.itertools.compress('abc',[1,0,1]) | list", "['a', 'c']"],
  ['modules.itertools.islice(modules.itertools.count(5,2),3) | list', '[5, 7, 9]'],
];

const environment = createProjectEnvironment();
const names = { modules: pythonModules(() => new Date('2026-01-02T03:04:05.006Z')) };
const printed = (expression: string) => environment.compile(`{{ ${expression} }}`, 'case').render(names);

describe('modules', () => {
  it.each(CASES)('%s', async (expression, expected) => {
    expect(await printed(expression)).toBe(expected);
  });

  it('tell the clock they are handed, never the same moment twice, and the clocks of zones', async () => {
    expect(await printed('modules.datetime.datetime.now()')).toBe('2026-01-02 03:04:05.006000');
    expect(await printed('modules.datetime.datetime.now()')).toBe('2026-01-02 03:04:05.006001');
    expect(await printed('modules.datetime.date.today()')).toBe('2026-01-02');
    const summer =
      "modules.pytz.timezone('Europe/Berlin').localize(modules.datetime.datetime(2024, 7, 1, 12))";
    expect(await printed(`${summer}.isoformat()`)).toBe('2024-07-01T12:00:00+02:00');
    expect(await printed(`${summer}.astimezone(modules.pytz.timezone('America/New_York'))`)).toBe(
      '2024-07-01 06:00:00-04:00',
    );
    expect(await printed(`${summer}.strftime('%z')`)).toBe('+0200');
    const now = "modules.datetime.datetime.now(modules.pytz.timezone('Asia/Kolkata'))";
    expect(await printed(now)).toBe('2026-01-02 08:34:05.006003+05:30');
  });

  it('fail with what Python says', async () => {
    await expect(printed('modules.datetime.date(2023, 2, 29)')).rejects.toThrow('no such day');
    await expect(printed("modules.datetime.datetime.strptime('2024', '%Y-%m')")).rejects.toThrow(
      "time data '2024' does not match format '%Y-%m'",
    );
    await expect(
      printed('modules.datetime.datetime(2024, 1, 1) < modules.datetime.datetime.now(modules.pytz.utc)'),
    ).rejects.toThrow('offset-naive');
    await expect(printed("modules.re.match('(', 'a')")).rejects.toThrow("can't be read");
    await expect(printed("modules.pytz.timezone('Moon/Base')")).rejects.toThrow('time zone');
    await expect(printed('modules.os')).resolves.toBe('');
  });

  it('cut a pattern off that would never end', async () => {
    await expect(printed("modules.re.match('(a+)+$', 'a' * 40 ~ 'b')")).rejects.toThrow('too long');
  });
});
